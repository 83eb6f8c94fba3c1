/** What happens to credentials as spans and meters. Both libraries are optional; each adapter needs its own alone. */
module io.meepa.credentials.telemetry {
    requires transitive io.meepa.credentials;
    requires static transitive io.opentelemetry.api;
    requires static transitive io.opentelemetry.context;
    requires static transitive micrometer.core;
    requires static org.jspecify;

    exports io.meepa.credentials.telemetry;
}
