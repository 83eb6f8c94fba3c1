package io.meepa.credentials.sops.age;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Wraps file keys for one recipient, as {@link X25519Identity} unwraps them. Done here because jagged's factory of writers
 * makes a key pair that it throws away. Thread-safe.
 *
 * @see <a href="https://age-encryption.org/v1">The age format, "The X25519 recipient type"</a>
 */
final class X25519Recipient {

    private final byte[] recipient;

    /** Of 32 bytes. */
    X25519Recipient(byte[] recipient) {
        this.recipient = recipient.clone();
    }

    /** Wraps a file key, which stays the caller's to wipe, with a key pair that is used once. */
    Stanza wrap(byte[] fileKey) throws GeneralSecurityException {
        KeyPair once = KeyPairGenerator.getInstance(X25519Agreement.NAME).generateKeyPair();
        byte[] share = X25519Agreement.bytes(once.getPublic());
        byte[] secret = X25519Agreement.agree(once.getPrivate(), recipient);
        byte[] wrappingKey = X25519Agreement.wrappingKey(secret, share, recipient);
        try {
            return new Stanza(
                    List.of(
                            X25519Agreement.NAME,
                            Base64.getEncoder().withoutPadding().encodeToString(share)),
                    OneTimeCipher.seal(fileKey, wrappingKey, new byte[OneTimeCipher.NONCE_BYTES]));
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(wrappingKey, (byte) 0);
        }
    }
}
