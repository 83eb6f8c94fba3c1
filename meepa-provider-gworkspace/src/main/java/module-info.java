/** Mail users of a Google Workspace domain. */
module io.meepa.credentials.provider.gworkspace {
    requires io.meepa.credentials;
    requires static org.jspecify;
}
