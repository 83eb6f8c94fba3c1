package io.meepa.credentials.provider.oauth.protocol.dpop;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.jose.Base64Url;
import io.meepa.credentials.provider.oauth.protocol.jose.Json;
import io.meepa.credentials.provider.oauth.protocol.jose.RandomText;
import io.meepa.credentials.provider.oauth.protocol.jose.Sha256;
import io.meepa.credentials.provider.oauth.protocol.jose.SigningKey;
import io.meepa.credentials.provider.oauth.protocol.wire.Percent;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The key to which tokens are bound (RFC 9449): P-256, kept with the tokens. Immutable, thread-safe. Printing shows the
 * thumbprint.
 */
public final class DpopKey {

    private static final int COORDINATE = 32;

    private final KeyPair pair;
    private final SigningKey signing;

    private DpopKey(KeyPair pair) {
        this.pair = pair;
        this.signing = SigningKey.of(pair.getPrivate(), SigningKey.Algorithm.ES256);
    }

    /**
     * Creates a key.
     *
     * @param random a secure generator
     * @return the key
     */
    public static DpopKey create(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return new DpopKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /**
     * Reads a key that was kept.
     *
     * @param kept what {@link #kept} returned; stays the caller's
     * @return the key
     * @throws IllegalArgumentException if it is none; the message repeats none of it
     */
    public static DpopKey of(Secret kept) {
        try {
            return kept.withBytes(text -> read(new String(text, StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no key that this library kept");
        }
    }

    /**
     * Returns the key in the form to keep it in.
     *
     * @return both halves as text, which the caller closes
     */
    public Secret kept() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        byte[] secret = encoder.encode(pair.getPrivate().getEncoded());
        byte[] open = encoder.encode(pair.getPublic().getEncoded());
        return Secret.wrap(Percent.joined(secret, new byte[] {'.'}, open));
    }

    /**
     * Returns the thumbprint of the public half (RFC 7638).
     *
     * @return the thumbprint, the {@code jkt} of tokens bound to the key
     */
    public String thumbprint() {
        return Sha256.text(Json.object(jwk()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Creates the proof for one request.
     *
     * @param request method and address; query and fragment do not count
     * @param token the access token that goes with it, or empty at a token endpoint
     * @param nonce what the server last asked for, or empty
     * @param now the time
     * @param random for the proof's id
     * @return the value of the header {@code DPoP}
     */
    public String proof(
            Target request, Optional<Secret> token, Optional<String> nonce, Instant now, RandomGenerator random) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", RandomText.of(random, 16));
        claims.put("htm", request.method());
        claims.put("htu", request.withoutQuery());
        claims.put("iat", now.getEpochSecond());
        token.ifPresent(secret -> claims.put("ath", secret.withBytes(Sha256::text)));
        nonce.ifPresent(text -> claims.put("nonce", text));
        try (Secret proof = signing.signed(Map.of("typ", "dpop+jwt", "jwk", jwk()), claims)) {
            return proof.reveal();
        }
    }

    @Override
    public String toString() {
        return "DpopKey[" + thumbprint() + "]";
    }

    /** The public half; its members are in the order of RFC 7638, which makes the thumbprint. */
    private Map<String, String> jwk() {
        ECPublicKey open = (ECPublicKey) pair.getPublic();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("crv", "P-256");
        members.put("kty", "EC");
        members.put("x", coordinate(open.getW().getAffineX()));
        members.put("y", coordinate(open.getW().getAffineY()));
        return members;
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE];
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
        return Base64Url.encoded(fixed);
    }

    private static DpopKey read(String text) {
        String[] halves = text.split("\\.", -1);
        if (halves.length != 2) {
            throw new IllegalArgumentException();
        }
        byte[] secret = Base64.getUrlDecoder().decode(halves[0]);
        byte[] open = Base64.getUrlDecoder().decode(halves[1]);
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new DpopKey(new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(open)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(secret))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * What a proof is for.
     *
     * @param method the HTTP method
     * @param address the address
     */
    public record Target(String method, URI address) {

        String withoutQuery() {
            String text = address.toString();
            int end = text.length();
            for (char mark : new char[] {'?', '#'}) {
                int at = text.indexOf(mark);
                end = at >= 0 && at < end ? at : end;
            }
            return text.substring(0, end);
        }
    }
}
