package io.meepa.credentials.provider.oauth.preset.rules;

import java.util.Optional;
import java.util.Set;

/**
 * Sign-in on another device (RFC 8628).
 *
 * @param address the device authorization endpoint
 * @param addressField the field of the address to show
 * @param hosts the hosts at which a person may be sent to confirm
 * @param refusals errors that mean that the person said no
 * @param scopes the only scopes that can be asked for, or empty for any
 * @param secret whether the app's secret is sent if it has one
 * @param pkce whether proof keys are sent
 * @param condition what has to be switched on at the service, for people
 */
public record DeviceRules(
        AddressTemplate address,
        String addressField,
        Set<String> hosts,
        Set<String> refusals,
        Set<String> scopes,
        boolean secret,
        boolean pkce,
        Optional<String> condition) {

    /** Copies the sets. */
    public DeviceRules {
        hosts = Set.copyOf(hosts);
        refusals = Set.copyOf(refusals);
        scopes = Set.copyOf(scopes);
    }
}
