package io.meepa.credentials.provider.oauth.protocol.jose;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that every challenge, thumbprint and token hash of OAuth uses. */
public final class Sha256 {

    private Sha256() {}

    /**
     * Returns the digest as text.
     *
     * @param bytes the bytes; stay the caller's
     * @return the digest in {@link Base64Url}
     */
    public static String text(byte[] bytes) {
        try {
            return Base64Url.encoded(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
