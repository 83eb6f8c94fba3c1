package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.rules.AppRules;
import io.meepa.credentials.provider.oauth.preset.rules.RevokeRules;
import io.meepa.credentials.provider.oauth.protocol.client.ClientAuthentication;
import io.meepa.credentials.provider.oauth.protocol.jose.SigningKey;
import java.util.Optional;

/**
 * An app as it is registered at a service. Holds the host's secret. Printing shows the id.
 *
 * @param clientId the app's id
 * @param clientSecret its secret, or empty if it has none
 * @param key its key, or empty if it has none
 */
public record AppRegistration(String clientId, Optional<Secret> clientSecret, Optional<SigningKey> key) {

    /**
     * Creates the registration of an app with a secret.
     *
     * @param clientId the id
     * @param clientSecret the secret; stays the caller's
     * @return the registration
     */
    public static AppRegistration confidential(String clientId, Secret clientSecret) {
        return new AppRegistration(clientId, Optional.of(clientSecret), Optional.empty());
    }

    /**
     * Creates the registration of an app without a secret.
     *
     * @param clientId the id
     * @return the registration
     */
    public static AppRegistration open(String clientId) {
        return new AppRegistration(clientId, Optional.empty(), Optional.empty());
    }

    /**
     * Chooses how the app says who it is: the first way of the preset that the registration allows.
     *
     * @param rules the service's ways
     * @param signing what an assertion needs
     * @return the way
     * @throws IllegalArgumentException if none fits, because the secret is missing for instance
     */
    ClientAuthentication authentication(AppRules rules, SigningContext signing) {
        for (AppRules.Method method : rules.methods()) {
            Optional<ClientAuthentication> way = way(method, signing);
            if (way.isPresent()) {
                return way.get();
            }
        }
        throw new IllegalArgumentException("the service wants the app's secret, and none is configured");
    }

    /** Returns how the app says who it is where tokens are taken back. */
    ClientAuthentication revoking(RevokeRules rules, ClientAuthentication asToken) {
        return switch (rules.app()) {
            case AS_TOKEN -> asToken;
            case NONE -> new ClientAuthentication.Unnamed();
            case BASIC ->
                new ClientAuthentication.Basic(
                        clientId,
                        clientSecret.orElseThrow(
                                () -> new IllegalStateException("revoking there needs the app's secret")));
        };
    }

    private Optional<ClientAuthentication> way(AppRules.Method method, SigningContext signing) {
        return switch (method) {
            case BASIC -> clientSecret.map(secret -> new ClientAuthentication.Basic(clientId, secret));
            case POST -> clientSecret.map(secret -> new ClientAuthentication.Post(clientId, secret));
            case NONE -> without(new ClientAuthentication.None(clientId));
            case BASIC_WITHOUT_SECRET -> without(new ClientAuthentication.Basic(clientId, Secret.of("")));
            case PRIVATE_KEY_JWT ->
                key.map(own -> new ClientAuthentication.PrivateKeyJwt(
                        clientId, own, signing.audience(), signing.clock(), signing.random()));
        };
    }

    private Optional<ClientAuthentication> without(ClientAuthentication way) {
        return clientSecret.isEmpty() && key.isEmpty() ? Optional.of(way) : Optional.empty();
    }
}
