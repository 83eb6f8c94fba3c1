package io.meepa.credentials.provider.oauth.protocol.jose;

import io.meepa.credentials.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A private key that signs JSON Web Signatures. Immutable, thread-safe. Printing shows algorithm and key id. */
public final class SigningKey {

    private final PrivateKey key;
    private final Algorithm algorithm;
    private final Optional<String> keyId;

    private SigningKey(PrivateKey key, Algorithm algorithm, Optional<String> keyId) {
        this.key = key;
        this.algorithm = algorithm;
        this.keyId = keyId;
    }

    /**
     * Reads a private key from PEM text of PKCS #8 ({@code BEGIN PRIVATE KEY}).
     *
     * @param pem the text; stays the caller's
     * @param algorithm how it signs
     * @return the key
     * @throws IllegalArgumentException if the text is no such key; the message repeats none of it
     */
    public static SigningKey ofPem(Secret pem, Algorithm algorithm) {
        String text = pem.reveal();
        int from = text.indexOf("-----BEGIN PRIVATE KEY-----");
        int to = text.indexOf("-----END PRIVATE KEY-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("is no private key in PEM of PKCS #8");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(from + 27, to));
            return new SigningKey(
                    KeyFactory.getInstance(algorithm.family).generatePrivate(new PKCS8EncodedKeySpec(der)),
                    algorithm,
                    Optional.empty());
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is no private key for " + algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm.family, e);
        }
    }

    /**
     * Wraps a private key.
     *
     * @param key the key
     * @param algorithm how it signs
     * @return the key
     */
    public static SigningKey of(PrivateKey key, Algorithm algorithm) {
        return new SigningKey(key, algorithm, Optional.empty());
    }

    /**
     * Returns the same key with the id under which the server knows it.
     *
     * @param id the {@code kid}
     * @return the key
     */
    public SigningKey named(String id) {
        return new SigningKey(key, algorithm, Optional.of(id));
    }

    /**
     * Signs claims.
     *
     * @param header further members of the header, beside algorithm and key id
     * @param claims the payload
     * @return header, payload and signature in compact form (RFC 7515, section 7.1), which the caller closes
     */
    public Secret signed(Map<String, ?> header, Map<String, ?> claims) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("alg", algorithm.name());
        keyId.ifPresent(id -> whole.put("kid", id));
        whole.putAll(header);
        String input = part(whole) + "." + part(claims);
        try {
            Signature signature = Signature.getInstance(algorithm.jdkName);
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return Secret.of(input + "." + Base64Url.encoded(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign with " + algorithm, e);
        }
    }

    private static String part(Map<String, ?> members) {
        return Base64Url.encoded(Json.object(members).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + keyId.map(id -> ", " + id).orElse("") + "]";
    }

    /** A signature algorithm of RFC 7518 or RFC 8037. */
    public enum Algorithm {
        /** ECDSA over P-256. */
        ES256("EC", "SHA256withECDSAinP1363Format"),
        /** RSASSA-PKCS1-v1_5. */
        RS256("RSA", "SHA256withRSA"),
        /** Ed25519, named as RFC 8037 has it. */
        EdDSA("Ed25519", "Ed25519");

        private final String family;
        private final String jdkName;

        Algorithm(String family, String jdkName) {
            this.family = family;
            this.jdkName = jdkName;
        }
    }
}
