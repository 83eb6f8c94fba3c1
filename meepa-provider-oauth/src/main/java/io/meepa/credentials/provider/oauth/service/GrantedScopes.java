package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.provider.oauth.preset.rules.ScopeRules;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was granted of what was asked for.
 *
 * @param granted the granted scopes
 * @param missing what was asked for and not granted
 */
public record GrantedScopes(Set<String> granted, Set<String> missing) {

    /** Copies the sets. */
    public GrantedScopes {
        granted = Set.copyOf(granted);
        missing = Set.copyOf(missing);
    }

    /**
     * Compares. An answer that names no scopes granted what was asked for (RFC 6749, section 5.1); an empty list is that of a
     * service that has none, and an asterisk is everything. A scope that only brings a refresh token is not missed.
     *
     * @param asked what was asked for
     * @param answered what the answer named, or empty if it named none
     * @param rules the service's scopes
     * @return the comparison
     */
    public static GrantedScopes compare(Set<String> asked, Optional<Set<String>> answered, ScopeRules rules) {
        Set<String> granted = answered.orElse(asked);
        Set<String> missing = new TreeSet<>(asked);
        missing.removeAll(granted);
        rules.forRefreshToken().forEach(missing::remove);
        boolean all = granted.contains("*") || granted.isEmpty();
        return new GrantedScopes(granted, all ? Set.of() : missing);
    }
}
