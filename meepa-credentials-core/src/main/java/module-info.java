/** The engine of Meepa Credentials. */
module io.meepa.credentials.core {
    requires io.meepa.credentials;
    requires static org.jspecify;
}
