package io.meepa.credentials.standin.google;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Ids;
import io.meepa.credentials.standin.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A service account with one RSA key: signs and verifies JWTs (RS256). Immutable. */
final class ServiceAccount {

    private static final int BITS = 2048;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final String email;
    private final String keyId;
    private final KeyPair keys;

    private ServiceAccount(String email, String keyId, KeyPair keys) {
        this.email = email;
        this.keyId = keyId;
        this.keys = keys;
    }

    private static ServiceAccount create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new ServiceAccount(
                    "meepa@stand-in.iam.gserviceaccount.example", Ids.secretHex(20), generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }

    static ServiceAccount shared() {
        return Shared.ACCOUNT;
    }

    String email() {
        return email;
    }

    String keyId() {
        return keyId;
    }

    /** Returns the key file's content. */
    Secret keyFile(String tokenUri) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("type", "service_account");
        file.put("project_id", "stand-in");
        file.put("private_key_id", keyId);
        file.put("private_key", pem());
        file.put("client_email", email);
        file.put("client_id", "100000000000000000001");
        file.put("token_uri", tokenUri);
        return Secret.of(Json.write(file));
    }

    String sign(String claims) {
        String header = Json.write(Map.of("alg", "RS256", "typ", "JWT", "kid", keyId));
        String content = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime signs with RSA", e);
        }
    }

    /** Returns the claims of a JWT that bears this account's signature. */
    Optional<Map<String, Object>> verified(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3 || !headerFits(parts[0]) || !signatureFits(parts)) {
            return Optional.empty();
        }
        return decoded(parts[1]).flatMap(bytes -> Json.read(new String(bytes, StandardCharsets.UTF_8)));
    }

    private boolean headerFits(String part) {
        Map<String, Object> header = decoded(part)
                .flatMap(bytes -> Json.read(new String(bytes, StandardCharsets.UTF_8)))
                .orElse(Map.of());
        return "RS256".equals(header.get("alg")) && keyId.equals(header.getOrDefault("kid", keyId));
    }

    private boolean signatureFits(String[] parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(decoded(parts[2]).orElse(new byte[0]));
        } catch (GeneralSecurityException e) {
            return false; // A signature of another length is no signature.
        }
    }

    private static Optional<byte[]> decoded(String part) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + PEM.encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** One key a JVM: making one takes longer than everything else that a stand-in does at its start. */
    private static final class Shared {
        static final ServiceAccount ACCOUNT = create();
    }
}
