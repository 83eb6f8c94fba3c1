package io.meepa.credentials.provider.oauth.protocol.jose;

import java.util.Base64;

/** Base64 for addresses (RFC 4648, section 5), without padding. */
public final class Base64Url {

    private Base64Url() {}

    /**
     * Encodes bytes.
     *
     * @param bytes the bytes; stay the caller's
     * @return the text
     */
    public static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
