package io.meepa.credentials.sops.crypto;

import io.meepa.credentials.sops.tree.SopsLeaf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash over all values of a file in walk order. It has no separators: that is the format. */
public final class ValueMac {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final MessageDigest hash;
    private final boolean onlyEncrypted;

    /**
     * Starts a hash.
     *
     * @param onlyEncrypted whether values in clear are left out
     */
    public ValueMac(boolean onlyEncrypted) {
        this.hash = digest("SHA-512");
        this.onlyEncrypted = onlyEncrypted;
        if (onlyEncrypted) {
            // sops starts this variant with the hash of its own name, so that the two can never be equal.
            hash.update(digest("SHA-256").digest("sops".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /**
     * Adds a value.
     *
     * @param value the value
     * @param encrypted whether the rule encrypts it
     */
    public void add(SopsLeaf value, boolean encrypted) {
        if (encrypted || !onlyEncrypted) {
            value.addTo(hash);
        }
    }

    /**
     * Ends the hash.
     *
     * @return 128 upper-case hexadecimal digits, as bytes
     */
    public byte[] finish() {
        return HEX.formatHex(hash.digest()).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Gets a digest that every Java runtime has.
     *
     * @param algorithm its name
     * @return the digest
     */
    public static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + algorithm, e);
        }
    }
}
