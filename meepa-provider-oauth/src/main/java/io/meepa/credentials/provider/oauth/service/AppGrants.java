package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.provider.oauth.preset.rules.AppGrantRules;
import io.meepa.credentials.provider.oauth.protocol.jose.Assertion;
import io.meepa.credentials.provider.oauth.protocol.token.TokenGrant;

/** What an app trades for a token without a person. */
final class AppGrants {

    private AppGrants() {}

    static TokenGrant of(AppGrantRules rules, AppRegistration app, ServiceOptions options, SigningContext signing) {
        return switch (rules.grant()) {
            case CLIENT_CREDENTIALS -> TokenGrant.clientCredentials();
            case JWT_BEARER ->
                TokenGrant.jwtBearer(new Assertion(
                                app.clientId(), options.subject().orElse(app.clientId()), signing.audience())
                        .signed(
                                app.key()
                                        .orElseThrow(() -> new IllegalArgumentException(
                                                "signing_key_env is missing: the service wants a signed assertion")),
                                signing.clock().instant(),
                                signing.random()));
        };
    }
}
