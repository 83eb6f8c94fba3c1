/** Virtual cards from Privacy.com. */
module io.meepa.credentials.provider.privacy {
    requires transitive io.meepa.credentials;
    requires com.fasterxml.jackson.databind;
    requires io.meepa.credentials.provider.support;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.meepa.credentials.provider.privacy;

    provides io.meepa.credentials.spi.provider.CredentialProvider with
            io.meepa.credentials.provider.privacy.PrivacyProvider;
}
