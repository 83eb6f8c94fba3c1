package io.meepa.credentials.sops.age;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;

/**
 * What the two sides of the X25519 recipient type have in common: keys, the agreement, and the key that wraps a file key.
 *
 * @see <a href="https://age-encryption.org/v1">The age format, "The X25519 recipient type"</a>
 */
final class X25519Agreement {

    /** The recipient type in a header, and the curve to the JDK. */
    static final String NAME = "X25519";

    static final int KEY_BYTES = 32;

    private static final byte[] WRAPPING = "age-encryption.org/v1/X25519".getBytes(StandardCharsets.US_ASCII);
    // SubjectPublicKeyInfo of RFC 8410, up to the key.
    private static final byte[] KEY_INFO = HexFormat.of().parseHex("302a300506032b656e032100");

    private X25519Agreement() {}

    static PrivateKey privateKey(byte[] bytes) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME).generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, bytes));
    }

    /** Returns the 32 bytes of a public key. */
    static byte[] bytes(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    /** Multiplies once; the result is the caller's to wipe. A point of low order is refused: the secret would be zero for all. */
    static byte[] agree(PrivateKey ours, byte[] theirs) throws GeneralSecurityException {
        PublicKey point = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(joined(KEY_INFO, theirs)));
        KeyAgreement agreement = KeyAgreement.getInstance(NAME);
        agreement.init(ours);
        agreement.doPhase(point, true);
        return agreement.generateSecret();
    }

    /** Derives the wrapping key from what was agreed on, for the caller to wipe. */
    static byte[] wrappingKey(byte[] secret, byte[] share, byte[] recipient) {
        return Hkdf.derive(secret, joined(share, recipient), WRAPPING);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
