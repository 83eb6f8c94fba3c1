package io.meepa.credentials.sops.age;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** ChaCha20-Poly1305 (RFC 8439) under keys that are used once. */
final class OneTimeCipher {

    static final int TAG_BYTES = 16;

    static final int NONCE_BYTES = 12;

    private static final String NAME = "ChaCha20-Poly1305";

    private OneTimeCipher() {}

    /** Encrypts; the tag stands last. */
    static byte[] seal(byte[] content, byte[] key, byte[] nonce) throws GeneralSecurityException {
        return cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(content);
    }

    /** Decrypts and authenticates; the result is the caller's to wipe. */
    static byte[] open(byte[] sealed, byte[] key, byte[] nonce) throws AEADBadTagException {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + NAME, e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(NAME);
        cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        return cipher;
    }
}
