/** Mail users of a Google Workspace domain. */
module io.meepa.credentials.provider.gworkspace {
    requires com.google.auth.oauth2;
    requires com.google.auth;
    requires static com.google.auto.service;
    requires io.meepa.credentials.provider.support;
    requires transitive io.meepa.credentials;
    requires static org.jspecify;

    exports io.meepa.credentials.provider.gworkspace;
    exports io.meepa.credentials.provider.gworkspace.token;

    provides io.meepa.credentials.spi.provider.CredentialProvider with
            io.meepa.credentials.provider.gworkspace.GoogleWorkspaceProvider;
}
