/** Inboxes and keys from AgentMail. */
module io.meepa.credentials.provider.agentmail {
    requires transitive io.meepa.credentials;
    requires com.fasterxml.jackson.databind;
    requires io.meepa.credentials.provider.support;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.meepa.credentials.provider.agentmail;

    provides io.meepa.credentials.spi.provider.CredentialProvider with
            io.meepa.credentials.provider.agentmail.AgentMailProvider;
}
