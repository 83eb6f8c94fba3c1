package io.meepa.credentials.provider.oauth.preset.rules;

import java.util.List;

/**
 * What may be asked for.
 *
 * @param separator what stands between scopes in a request
 * @param least the scopes that are asked for if the configuration names none
 * @param forRefreshToken the scopes without which no refresh token is given; added to every request
 */
public record ScopeRules(String separator, List<String> least, List<String> forRefreshToken) {

    /** Copies the lists. */
    public ScopeRules {
        least = List.copyOf(least);
        forRefreshToken = List.copyOf(forRefreshToken);
    }
}
