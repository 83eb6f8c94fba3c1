/** Model, manager and plug-in contracts of Meepa Credentials. */
module io.meepa.credentials {
    requires static transitive org.jspecify;

    exports io.meepa.credentials;
    exports io.meepa.credentials.event;
    exports io.meepa.credentials.form;
    exports io.meepa.credentials.handover;
    exports io.meepa.credentials.signup;
    exports io.meepa.credentials.spi;

    uses io.meepa.credentials.spi.CredentialEngine;
}
