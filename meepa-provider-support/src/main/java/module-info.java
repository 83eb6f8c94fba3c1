/** What providers that speak HTTP share. */
module io.meepa.credentials.provider.support {
    requires transitive com.fasterxml.jackson.databind;
    requires transitive io.meepa.credentials;
    requires java.net.http;
    requires static org.jspecify;

    exports io.meepa.credentials.provider.support;
    exports io.meepa.credentials.provider.support.absence;
}
