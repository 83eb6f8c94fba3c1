/** Stateful stand-ins of the services over real HTTP, with faults on demand. */
module io.meepa.credentials.standin {
    requires com.fasterxml.jackson.databind;
    requires transitive io.meepa.credentials;
    requires transitive io.meepa.credentials.testkit;
    requires static org.jspecify;

    exports io.meepa.credentials.standin;
    exports io.meepa.credentials.standin.agentmail;
    exports io.meepa.credentials.standin.google;
    exports io.meepa.credentials.standin.oauth;
    exports io.meepa.credentials.standin.privacy;
}
