package org.example.cabinet;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts a document with AES-256-GCM for one agent: neither a changed nor another agent's file opens. */
record Seal(SecretSource key) {

    static final int VECTOR = 12;

    byte[] close(AgentId agent, byte[] plain) {
        byte[] vector = new byte[VECTOR];
        new SecureRandom().nextBytes(vector);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, agent, vector).doFinal(plain);
            byte[] file = Arrays.copyOf(vector, VECTOR + encrypted.length);
            System.arraycopy(encrypted, 0, file, VECTOR, encrypted.length);
            return file;
        } catch (GeneralSecurityException e) {
            throw new StoreException(agent + ": cannot encrypt its document", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    byte[] open(AgentId agent, byte[] file) {
        try {
            byte[] vector = Arrays.copyOf(file, VECTOR);
            return cipher(Cipher.DECRYPT_MODE, agent, vector).doFinal(file, VECTOR, file.length - VECTOR);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CorruptDocumentException(agent + ": its document was changed, or sealed under another key");
        }
    }

    private Cipher cipher(int mode, AgentId agent, byte[] vector) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secretKey(), new GCMParameterSpec(128, vector));
        cipher.updateAAD(agent.value().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKeySpec secretKey() {
        if (!key.available()) {
            throw new KeyUnavailableException(key.describe() + " is not set: export the store's key");
        }
        try (Secret hex = key.read()) {
            return new SecretKeySpec(HexFormat.of().parseHex(hex.reveal()), "AES");
        } catch (IllegalArgumentException e) {
            throw new KeyUnavailableException(key.describe() + " must hold 64 hexadecimal digits");
        }
    }
}
