package io.meepa.credentials.provider.oauth.preset.rules;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where a person signs in.
 *
 * @param address the authorization endpoint
 * @param pkce whether proof keys are used
 * @param fixed parameters that are always sent
 * @param standard parameters that are sent unless the configuration sets them otherwise
 * @param codeLifetime how long a code lives, if it is known
 */
public record AuthorizeRules(
        AddressTemplate address,
        Pkce pkce,
        Map<String, String> fixed,
        Map<String, String> standard,
        Optional<Duration> codeLifetime) {

    /** Copies the parameters. */
    public AuthorizeRules {
        fixed = Map.copyOf(fixed);
        standard = Map.copyOf(standard);
    }

    /** Whether proof keys (RFC 7636) are used. */
    public enum Pkce {
        /** The service insists. */
        REQUIRED,
        /** The service takes them; they are sent. */
        OPTIONAL,
        /** The service does not take them, or sending them has consequences. */
        OFF
    }
}
