package io.meepa.credentials.provider.oauth.setting;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.provider.SystemCredential;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where an app's id and secret come from: looked up and read at each use, so that a new secret needs no restart, and a service
 * whose app is not set up keeps nothing else from working.
 */
public final class AppSource {

    private final String service;
    private final boolean secretRequired;
    private final Supplier<Pair> pair;

    private AppSource(String service, boolean secretRequired, Supplier<Pair> pair) {
        this.service = service;
        this.secretRequired = secretRequired;
        this.pair = pair;
    }

    /**
     * Returns the source of variables that the configuration names.
     *
     * @param service what people call the service
     * @param secretRequired whether the service insists on a secret
     * @param clientId where the id is
     * @param clientSecret where the secret is, if there is one
     * @return the source
     */
    public static AppSource ofVariables(
            String service, boolean secretRequired, SecretSource clientId, Optional<SecretSource> clientSecret) {
        Pair named = new Pair(clientId, clientSecret);
        return new AppSource(service, secretRequired, () -> named);
    }

    /**
     * Returns the source of a pair that the host's environment has.
     *
     * @param service what people call the service
     * @param secretRequired whether the service insists on a secret
     * @param key the pair's address
     * @param host finds it
     * @return the source
     */
    public static AppSource ofHost(
            String service,
            boolean secretRequired,
            CredentialKey key,
            Function<CredentialKey, Optional<SystemCredential>> host) {
        return new AppSource(
                service,
                secretRequired,
                () -> host.apply(key)
                        .map(found -> new Pair(
                                found.item("client_id"),
                                found.items().contains("client_secret")
                                        ? Optional.of(found.item("client_secret"))
                                        : Optional.empty()))
                        .orElseThrow(() -> new ConfigurationException("the app of " + service
                                + " is not set up, or half of it: export the variables of the system credential " + key
                                + ", or set client_id_env and client_secret_env")));
    }

    /**
     * Returns the id; it is no secret once an address for a browser has it.
     *
     * @return the id
     */
    public String id() {
        try (Secret id = pair.get().clientId().read()) {
            return id.reveal();
        }
    }

    /**
     * Returns the secret if there is one; half a pair is an error where the service insists on both.
     *
     * @return the secret, which the caller closes
     */
    public Optional<Secret> secret() {
        Optional<SecretSource> configured = pair.get().clientSecret();
        Optional<SecretSource> there = configured.filter(SecretSource::available);
        if (there.isEmpty() && secretRequired) {
            throw new ConfigurationException("the app of " + service + " has an id and no secret: set "
                    + configured.map(SecretSource::describe).orElse("client_secret_env"));
        }
        return there.map(SecretSource::read);
    }

    private record Pair(SecretSource clientId, Optional<SecretSource> clientSecret) {}
}
