/** Inboxes and inbox-scoped keys from AgentMail. */
module io.meepa.credentials.provider.agentmail {
    requires io.meepa.credentials;
    requires static org.jspecify;
}
