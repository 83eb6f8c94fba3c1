/** SOPS files with age recipients, sealed documents made of them, and the file store over those. */
@SuppressWarnings("module") // The second store is a module of its own, which need not be there.
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
    exports io.meepa.credentials.sops.tree;
    exports io.meepa.credentials.sops.key to
            io.meepa.credentials.store.postgres;
    exports io.meepa.credentials.sops.sealed to
            io.meepa.credentials.store.postgres;

    provides io.meepa.credentials.spi.store.CredentialStore with
            io.meepa.credentials.sops.store.SopsFileStore;
}
