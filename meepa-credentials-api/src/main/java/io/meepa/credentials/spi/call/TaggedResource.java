package io.meepa.credentials.spi.call;

/**
 * An upstream resource and the tag it bears.
 *
 * @param resource the resource
 * @param tag the tag's text, beginning with the namespace asked for
 * @param state the upstream's word for its state; may be empty
 */
public record TaggedResource(UpstreamResource resource, String tag, String state) {}
