/** Contract tests for plug-ins, and what tests of plug-ins need. */
module io.meepa.credentials.testkit {
    requires transitive io.meepa.credentials;
    requires static org.jspecify;
    requires transitive org.junit.jupiter.api;

    uses io.meepa.credentials.spi.provider.CredentialProvider;
    uses io.meepa.credentials.spi.store.CredentialStore;

    exports io.meepa.credentials.testkit;
    exports io.meepa.credentials.testkit.fake;
    exports io.meepa.credentials.testkit.provider;
    exports io.meepa.credentials.testkit.shared;
    exports io.meepa.credentials.testkit.store;

    opens io.meepa.credentials.testkit.provider to
            org.junit.platform.commons;
    opens io.meepa.credentials.testkit.shared to
            org.junit.platform.commons;
    opens io.meepa.credentials.testkit.store to
            org.junit.platform.commons;
}
