package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What speaks for the app at an authorization server: a token of its platform, or what an identity provider gives for a
 * person's token. Read at each use.
 *
 * @param token where the token is
 * @param provider the identity provider to which it is traded first, if there is one
 */
record AssertionSource(SecretSource token, Optional<IdentityProvider> provider) {

    private static final String TOKEN = "assertion_env";
    private static final String PROVIDER = "identity_provider";
    private static final String ID = "identity_client_id_env";

    static Stream<SettingDescription> described() {
        return Stream.of(
                SettingDescription.of(
                                TOKEN,
                                SettingType.VARIABLE,
                                "the variable with a token that speaks for the app: of its platform (RFC 7523), or of a person"
                                        + " at identity_provider")
                        .withExample("WORKLOAD_TOKEN"),
                SettingDescription.of(
                                PROVIDER,
                                SettingType.TEXT,
                                "the place of an identity provider that trades the person's token for an assertion")
                        .withExample("https://idp.example.com/token"),
                SettingDescription.of(ID, SettingType.VARIABLE, "the variable with the app's id at identity_provider")
                        .withExample("IDP_ID"));
    }

    static Optional<AssertionSource> read(Settings settings, BiFunction<Settings, String, Optional<URI>> address) {
        Optional<String> variable = settings.text(TOKEN);
        Optional<URI> provider = address.apply(settings, PROVIDER);
        Optional<SecretSource> id = settings.text(ID).map(name -> settings.secretFromEnvironment(ID, name));
        if (provider.isPresent() && (variable.isEmpty() || id.isEmpty())) {
            throw settings.invalid(PROVIDER, "needs " + TOKEN + " and " + ID);
        }
        Optional<IdentityProvider> traded = provider.map(uri -> new IdentityProvider(uri, id.orElseThrow()));
        return variable.map(name -> new AssertionSource(settings.secretFromEnvironment(TOKEN, name), traded));
    }

    /** Returns the token, which the caller closes. */
    Secret read() {
        return token.read();
    }

    /**
     * An identity provider.
     *
     * @param tokenEndpoint where it gives tokens
     * @param clientId where the app's id there is
     */
    record IdentityProvider(URI tokenEndpoint, SecretSource clientId) {

        /** Returns the app's id there, which is no secret. */
        String id() {
            try (Secret read = clientId.read()) {
                return read.reveal();
            }
        }
    }
}
