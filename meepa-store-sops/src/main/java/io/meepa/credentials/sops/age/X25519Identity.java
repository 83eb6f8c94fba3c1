package io.meepa.credentials.sops.age;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/**
 * Opens age files whose content is as short as a key: one chunk of at most 1,024 bytes. Done here because jagged's
 * channels, made for files of any length, leave fifteen times as much garbage behind as the content of a store.
 *
 * @see <a href="https://age-encryption.org/v1">The age format, "The X25519 recipient type" and "Payload"</a>
 */
final class X25519Identity implements KeyUnwrapper {

    private static final byte[] HEADER = "header".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BASE_POINT = Arrays.copyOf(new byte[] {9}, X25519Agreement.KEY_BYTES);
    private static final int FILE_KEY_BYTES = 16;
    private static final int NONCE_BYTES = 16;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int LONGEST_CONTENT = 1024;

    private final PrivateKey key;
    private final byte[] recipient;

    /** Both of 32 bytes; the private key stays the caller's to wipe. */
    X25519Identity(byte[] privateKey, byte[] recipient) throws GeneralSecurityException {
        this.key = X25519Agreement.privateKey(privateKey);
        this.recipient = recipient.clone();
    }

    /** Returns the public half of a private key of 32 bytes, by agreeing with the base point. */
    static byte[] publicKey(byte[] privateKey) throws GeneralSecurityException {
        return X25519Agreement.agree(X25519Agreement.privateKey(privateKey), BASE_POINT);
    }

    @Override
    public Optional<byte[]> unwrap(String armored) {
        if (armored.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            return Optional.of(open(Armor.decode(armored)));
        } catch (AgeDefect e) {
            return Optional.empty();
        }
    }

    /** Opens a file without armor, to its very end, so that all of it is known to be genuine. */
    byte[] open(byte[] bytes) throws AgeDefect {
        AgeFile file = AgeFile.parse(bytes);
        byte[] fileKey = fileKey(file);
        try {
            byte[] mac = Hkdf.hmac(Hkdf.derive(fileKey, new byte[0], HEADER), file.authenticated());
            if (!MessageDigest.isEqual(mac, file.mac())) {
                throw new AgeDefect(AgeDefect.Part.HMAC);
            }
            return content(file.payload(), fileKey);
        } finally {
            Arrays.fill(fileKey, (byte) 0);
        }
    }

    private byte[] fileKey(AgeFile file) throws AgeDefect {
        Optional<byte[]> found = Optional.empty();
        // A malformed stanza makes the whole header bad, also behind the one that opens.
        for (Stanza stanza : file.stanzas()) {
            if (stanza.kind().equals(X25519Agreement.NAME)) {
                byte[] share = share(stanza);
                if (found.isEmpty()) {
                    found = fileKey(share, stanza.body());
                }
            }
        }
        return found.orElseThrow(() -> new AgeDefect(AgeDefect.Part.RECIPIENT));
    }

    private static byte[] share(Stanza stanza) throws AgeDefect {
        if (stanza.arguments().size() != 2 || stanza.body().length != FILE_KEY_BYTES + OneTimeCipher.TAG_BYTES) {
            throw new AgeDefect(AgeDefect.Part.HEADER);
        }
        byte[] share = HeaderReader.unpadded(stanza.arguments().get(1));
        if (share.length != X25519Agreement.KEY_BYTES) {
            throw new AgeDefect(AgeDefect.Part.HEADER);
        }
        return share;
    }

    private Optional<byte[]> fileKey(byte[] share, byte[] wrapped) throws AgeDefect {
        byte[] secret = agree(share);
        byte[] wrappingKey = X25519Agreement.wrappingKey(secret, share, recipient);
        try {
            return Optional.of(OneTimeCipher.open(wrapped, wrappingKey, new byte[OneTimeCipher.NONCE_BYTES]));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(wrappingKey, (byte) 0);
        }
    }

    private byte[] agree(byte[] share) throws AgeDefect {
        try {
            return X25519Agreement.agree(key, share);
        } catch (GeneralSecurityException e) {
            // A point of low order: the secret would be zero for everybody.
            throw new AgeDefect(AgeDefect.Part.HEADER);
        }
    }

    private static byte[] content(byte[] payload, byte[] fileKey) throws AgeDefect {
        if (payload.length < NONCE_BYTES) {
            throw new AgeDefect(AgeDefect.Part.HEADER);
        }
        if (payload.length > NONCE_BYTES + LONGEST_CONTENT + OneTimeCipher.TAG_BYTES) {
            throw new AgeDefect(AgeDefect.Part.PAYLOAD);
        }
        byte[] payloadKey = Hkdf.derive(fileKey, Arrays.copyOf(payload, NONCE_BYTES), PAYLOAD);
        byte[] counter = new byte[OneTimeCipher.NONCE_BYTES];
        counter[counter.length - 1] = 1; // Chunk 0, and the last one.
        try {
            byte[] chunk = Arrays.copyOfRange(payload, NONCE_BYTES, payload.length);
            return OneTimeCipher.open(chunk, payloadKey, counter);
        } catch (AEADBadTagException e) {
            throw new AgeDefect(AgeDefect.Part.PAYLOAD);
        } finally {
            Arrays.fill(payloadKey, (byte) 0);
        }
    }
}
