/** Sealed documents in rows of a PostgreSQL database, for gateways on several machines. */
module io.meepa.credentials.store.postgres {
    requires transitive io.meepa.credentials;
    requires transitive java.sql;
    requires io.meepa.credentials.sops;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.meepa.credentials.store.postgres;

    provides io.meepa.credentials.spi.store.CredentialStore with
            io.meepa.credentials.store.postgres.PostgresStore;
}
