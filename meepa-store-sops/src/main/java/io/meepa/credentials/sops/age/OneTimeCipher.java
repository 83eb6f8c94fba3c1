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

    /** Decrypts and authenticates; the result is the caller's to wipe. */
    static byte[] open(byte[] sealed, byte[] key, byte[] nonce) throws AEADBadTagException {
        try {
            Cipher cipher = Cipher.getInstance(NAME);
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
            return cipher.doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + NAME, e);
        }
    }
}
