package io.meepa.credentials.provider.oauth.preset.rules;

import java.util.Optional;

/**
 * What connections of one person through one app have in common.
 *
 * @param tokensPerPerson how many sign-ins live side by side, or empty if no limit is known
 * @param secondSignIn what another sign-in of the same person does to the first
 * @param liveAccessTokens how many access tokens live side by side, or empty if no limit is known
 */
public record SharingRules(
        Optional<Integer> tokensPerPerson, SecondSignIn secondSignIn, Optional<Integer> liveAccessTokens) {

    /** What another sign-in does to the first. */
    public enum SecondSignIn {
        /** Nothing. */
        INDEPENDENT,
        /** It may end the first. */
        MAY_END_FIRST,
        /** There is one grant per person and app: both have the same. */
        ONE_GRANT
    }
}
