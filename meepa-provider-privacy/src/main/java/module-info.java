/** Virtual cards from Privacy.com. */
module io.meepa.credentials.provider.privacy {
    requires io.meepa.credentials;
    requires static org.jspecify;
}
