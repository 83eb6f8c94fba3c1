/** Connections by OAuth 2.0: one protocol, services as data. */
module io.meepa.credentials.provider.oauth {
    requires transitive io.meepa.credentials;
    requires com.fasterxml.jackson.databind;
    requires io.meepa.credentials.provider.support;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.meepa.credentials.provider.oauth;
    exports io.meepa.credentials.provider.oauth.mcp;

    provides io.meepa.credentials.spi.provider.CredentialProvider with
            io.meepa.credentials.provider.oauth.OAuthProvider;
}
