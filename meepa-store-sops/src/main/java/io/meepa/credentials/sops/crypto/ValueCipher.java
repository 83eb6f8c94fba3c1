package io.meepa.credentials.sops.crypto;

import io.meepa.credentials.sops.text.Defect;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts single values with AES-256-GCM. One for the length of one read or write by one thread;
 * {@link #close} makes the thread's cipher forget the key.
 */
public final class ValueCipher implements AutoCloseable {

    /** The length of the initialisation vector that sops and we write. */
    public static final int IV_BYTES = 32;

    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;

    // Getting a Cipher costs four times what a value costs.
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(ValueCipher::newCipher);
    private static final SecretKeySpec NO_KEY = new SecretKeySpec(new byte[DataKey.BYTES], "AES");

    private final DataKey key;
    private final SecureRandom random;

    /**
     * Creates a cipher.
     *
     * @param key the file's key
     * @param random the source of initialisation vectors
     */
    public ValueCipher(DataKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /**
     * Decrypts a value.
     *
     * @param value the value
     * @param aad what else is authenticated: the path of keys, or the time for the MAC
     * @param where the place, for the error
     * @return the plaintext, for the caller to wipe
     * @throws Defect if key, value and additional data do not belong together
     */
    public byte[] decrypt(EncText value, byte[] aad, Object where) {
        try {
            return run(Cipher.DECRYPT_MODE, value.sealed(), value.vector(), aad);
        } catch (AEADBadTagException e) {
            throw Defect.tampered("the value at " + where
                    + " was changed, moved or copied from elsewhere; restore the file from a good copy");
        } catch (GeneralSecurityException | RuntimeException e) {
            // JDK 17 throws an unchecked ProviderException for some inputs.
            CIPHER.remove();
            throw Defect.tampered("the value at " + where + " cannot be decrypted; restore the file from a good copy");
        }
    }

    /**
     * Encrypts a value under a fresh initialisation vector.
     *
     * @param plaintext the value; not empty
     * @param type its type
     * @param aad what else is authenticated
     * @return the encrypted value
     */
    public EncText encrypt(byte[] plaintext, String type, byte[] aad) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        return encrypt(plaintext, type, aad, iv);
    }

    /**
     * Encrypts a value under a given initialisation vector, which must never have been used with this key.
     *
     * @param plaintext the value; not empty
     * @param type its type
     * @param aad what else is authenticated
     * @param iv the vector
     * @return the encrypted value
     */
    public EncText encrypt(byte[] plaintext, String type, byte[] aad, byte[] iv) {
        try {
            return EncText.of(run(Cipher.ENCRYPT_MODE, plaintext, iv, aad), iv, type);
        } catch (GeneralSecurityException | RuntimeException e) {
            CIPHER.remove();
            throw new IllegalStateException("AES-GCM failed in the security provider", e);
        }
    }

    private byte[] run(int mode, byte[] input, byte[] iv, byte[] aad) throws GeneralSecurityException {
        Cipher cipher = CIPHER.get();
        cipher.init(mode, key.forCipher(), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(aad);
        return cipher.doFinal(input);
    }

    @Override
    public void close() {
        try {
            // The provider keeps the last key it encrypted with, to notice a vector used twice; so encrypt once more.
            byte[] iv = new byte[IV_BYTES];
            random.nextBytes(iv);
            CIPHER.get().init(Cipher.ENCRYPT_MODE, NO_KEY, new GCMParameterSpec(TAG_BITS, iv));
        } catch (GeneralSecurityException | RuntimeException e) {
            CIPHER.remove();
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance(AES_GCM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + AES_GCM, e);
        }
    }
}
