package io.meepa.credentials.provider.gworkspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** A service account's key, made for these tests, and the check of what it signed. */
public final class Keys {

    public static final String ACCOUNT = "meepa@project.iam.gserviceaccount.com";

    private static final KeyPair PAIR = pair();

    private Keys() {}

    public static String json() {
        return FakeWorkspace.JSON
                .createObjectNode()
                .put("type", "service_account")
                .put("client_email", ACCOUNT)
                .put("client_id", "1234567890")
                .put("private_key_id", "key-1")
                .put("private_key", pem())
                .put("token_uri", "https://somewhere.else.example/token")
                .toString();
    }

    public static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n" + base64() + "\n-----END PRIVATE KEY-----\n";
    }

    /** Returns the key without its frame, to look for in messages. */
    public static String base64() {
        return Base64.getEncoder().encodeToString(PAIR.getPrivate().getEncoded());
    }

    public static JsonNode verified(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(PAIR.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                throw new IllegalStateException("the assertion's signature is wrong");
            }
            return FakeWorkspace.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
