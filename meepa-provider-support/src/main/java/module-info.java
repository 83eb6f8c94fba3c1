/** What providers that speak HTTP share. */
module io.meepa.credentials.provider.support {
    requires io.meepa.credentials;
    requires static org.jspecify;
}
