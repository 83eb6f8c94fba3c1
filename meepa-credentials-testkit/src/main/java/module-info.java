/** Contract tests for plug-ins and stand-ins for the paid services. */
module io.meepa.credentials.testkit {
    requires com.fasterxml.jackson.databind;
    requires transitive io.meepa.credentials;
    requires static org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports io.meepa.credentials.testkit;
    exports io.meepa.credentials.testkit.standin;

    opens io.meepa.credentials.testkit to
            org.junit.platform.commons;
}
