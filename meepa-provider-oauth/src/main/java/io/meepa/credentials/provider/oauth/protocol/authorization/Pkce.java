package io.meepa.credentials.provider.oauth.protocol.authorization;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.jose.RandomText;
import io.meepa.credentials.provider.oauth.protocol.jose.Sha256;
import java.util.random.RandomGenerator;

/** Proof key for code exchange (RFC 7636), method S256 and no other. */
public final class Pkce {

    /** The only method. */
    public static final String METHOD = "S256";

    /** 64 characters: one service wants no fewer. */
    private static final int RANDOM_BYTES = 48;

    private Pkce() {}

    /**
     * Creates a verifier.
     *
     * @param random a secure generator
     * @return the verifier, 64 characters without a tilde
     */
    public static Secret verifier(RandomGenerator random) {
        return RandomText.secret(random, RANDOM_BYTES);
    }

    /**
     * Returns the challenge that goes into the authorization request.
     *
     * @param verifier the verifier
     * @return the challenge
     */
    public static String challenge(Secret verifier) {
        return verifier.withBytes(Sha256::text);
    }
}
