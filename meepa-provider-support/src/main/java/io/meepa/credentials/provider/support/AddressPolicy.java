package io.meepa.credentials.provider.support;

import io.meepa.credentials.spi.Settings;

/**
 * Which addresses a configured or discovered host may have, beside public ones. Link-local addresses, cloud metadata among
 * them, are never allowed.
 *
 * @param loopback whether this machine's own interface may be addressed, in clear too
 * @param privateRanges whether a host may have a private address: RFC 1918, fc00::/7, 100.64.0.0/10, 198.18.0.0/15
 */
public record AddressPolicy(boolean loopback, boolean privateRanges) {

    /** Public addresses only. */
    public static final AddressPolicy PUBLIC = new AddressPolicy(false, false);

    static final String PRIVATE_KEY = "allow_private_addresses";
    static final String LOOPBACK_KEY = "allow_loopback_http";

    /**
     * Reads {@code allow_loopback_http} and {@code allow_private_addresses}.
     *
     * @param settings the provider's section
     * @return the policy, public addresses only unless set
     */
    public static AddressPolicy read(Settings settings) {
        return new AddressPolicy(
                settings.flag(LOOPBACK_KEY).orElse(false),
                settings.flag(PRIVATE_KEY).orElse(false));
    }
}
