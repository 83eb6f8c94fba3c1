/** Model, manager and plug-in contracts of Meepa Credentials. */
@SuppressWarnings("module") // The engine and the support of providers, which alone see some packages, are built later.
module io.meepa.credentials {
    requires transitive java.net.http;
    requires static transitive org.jspecify;

    exports io.meepa.credentials;
    exports io.meepa.credentials.connect;
    exports io.meepa.credentials.error;
    exports io.meepa.credentials.event;
    exports io.meepa.credentials.form;
    exports io.meepa.credentials.model;
    exports io.meepa.credentials.report;
    exports io.meepa.credentials.setting;
    exports io.meepa.credentials.signup;
    exports io.meepa.credentials.spi;
    exports io.meepa.credentials.spi.call;
    exports io.meepa.credentials.spi.consent;
    exports io.meepa.credentials.spi.engine to
            io.meepa.credentials.core;
    exports io.meepa.credentials.spi.network to
            io.meepa.credentials.core,
            io.meepa.credentials.provider.support;
    exports io.meepa.credentials.spi.provider;
    exports io.meepa.credentials.spi.store;
    exports io.meepa.credentials.tool;

    uses io.meepa.credentials.spi.engine.CredentialEngine;
}
