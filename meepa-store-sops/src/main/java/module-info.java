/** SOPS files with age recipients, and the file store over them. */
module io.meepa.credentials.sops {
    requires transitive io.meepa.credentials;
    requires com.exceptionfactory.jagged;
    requires com.exceptionfactory.jagged.bech32;
    requires com.exceptionfactory.jagged.framework;
    requires com.exceptionfactory.jagged.x25519;
    requires com.fasterxml.jackson.core;
    requires re2j;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.meepa.credentials.sops;

    provides io.meepa.credentials.spi.CredentialStore with
            io.meepa.credentials.sops.store.SopsFileStore;
}
