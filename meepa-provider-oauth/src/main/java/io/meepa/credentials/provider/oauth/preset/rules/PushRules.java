package io.meepa.credentials.provider.oauth.preset.rules;

/**
 * How authorization requests are pushed (RFC 9126), so that the browser carries a reference and nothing else.
 *
 * @param address where they go
 */
public record PushRules(AddressTemplate address) {}
