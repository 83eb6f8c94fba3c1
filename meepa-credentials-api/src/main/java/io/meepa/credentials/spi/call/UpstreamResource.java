package io.meepa.credentials.spi.call;

/**
 * Something that exists at an upstream service.
 *
 * @param kind what it is, in the provider's words, for instance {@code inbox}
 * @param id the upstream's id of it; not a secret
 */
public record UpstreamResource(String kind, String id) {}
