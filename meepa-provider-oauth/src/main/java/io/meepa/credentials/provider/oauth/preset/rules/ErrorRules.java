package io.meepa.credentials.provider.oauth.preset.rules;

import io.meepa.credentials.provider.oauth.protocol.token.TokenError;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What refusals mean.
 *
 * @param definitive refusals after which a person has to sign in again
 * @param definitiveAfter how many of them in a row it takes
 * @param ours codes that mean that the app is wrong: no sign-in helps
 * @param tokenRejected statuses of the service's API that mean that an access token is dead
 */
public record ErrorRules(List<Pattern> definitive, int definitiveAfter, Set<String> ours, Set<Integer> tokenRejected) {

    /** Copies the collections. */
    public ErrorRules {
        definitive = List.copyOf(definitive);
        ours = Set.copyOf(ours);
        tokenRejected = Set.copyOf(tokenRejected);
    }

    /**
     * Judges a refusal of the token endpoint. What the preset does not know is not definitive.
     *
     * @param error the refusal
     * @return what it means
     */
    public Meaning meaning(TokenError error) {
        if (ours.contains(error.code())) {
            return Meaning.APP_WRONG;
        }
        return definitive.stream().anyMatch(pattern -> pattern.fits(error)) ? Meaning.DEFINITIVE : Meaning.UNKNOWN;
    }

    /** What a refusal means. */
    public enum Meaning {
        /** The refresh token is dead: a person has to sign in again. */
        DEFINITIVE,
        /** The app's registration or secret is wrong: the operator has to act, nobody has to sign in. */
        APP_WRONG,
        /** Not known. One more try later is allowed. */
        UNKNOWN
    }

    /**
     * A refusal, as far as it is distinguished.
     *
     * @param status the HTTP status, or empty for any
     * @param code the code, or empty for any
     * @param text a part of the description, or empty for any
     */
    public record Pattern(Optional<Integer> status, Optional<String> code, Optional<String> text) {

        boolean fits(TokenError error) {
            return status.map(expected -> expected == error.status()).orElse(true)
                    && code.map(expected -> expected.equals(error.code())).orElse(true)
                    && text.map(error::describes).orElse(true);
        }
    }
}
