/** The engine of Meepa Credentials: configuration, provisioning, hand-over. Nothing here is exported. */
module io.meepa.credentials.core {
    requires io.meepa.credentials;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires org.slf4j;
    requires org.yaml.snakeyaml;
    requires static com.google.auto.service;
    requires static org.jspecify;

    uses io.meepa.credentials.spi.provider.CredentialProvider;
    uses io.meepa.credentials.spi.store.CredentialStore;

    provides io.meepa.credentials.spi.engine.CredentialEngine with
            io.meepa.credentials.core.manager.DefaultCredentialEngine;
}
