package io.meepa.examples.gateway.http;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** How connections are served: no thread waits for a slow client, and a silent one is dropped. */
final class Connections {

    private static final long SILENT_MILLIS = 15_000;
    private static final int THREADS = 32;

    /** Names of services may hold a slash or dots; they come encoded, in a part of their own. */
    private static final UriCompliance URIS = UriCompliance.DEFAULT.with(
            "gateway",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private Connections() {}

    static void configure(JavalinConfig config, int port, Guard guard) {
        config.startup.showJavalinBanner = false;
        config.router.ignoreTrailingSlashes = false;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("gateway");
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(0);
            // The body of a request that passed the guard is waited for without a thread.
            guard.setHandler(new Bodies());
            server.setHandler(guard);
            server.setErrorHandler(new Unread());
        });
        config.jetty.modifyServletContextHandler(Connections::takeEncodedSlashes);
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(adapted(http)));
            connector.setHost("127.0.0.1");
            connector.setPort(port);
            connector.setIdleTimeout(SILENT_MILLIS);
            return connector;
        });
    }

    private static void takeEncodedSlashes(ServletContextHandler context) {
        context.getServletHandler().setDecodeAmbiguousURIs(true);
    }

    private static HttpConfiguration adapted(HttpConfiguration http) {
        http.setUriCompliance(URIS);
        http.setSendServerVersion(false);
        return http;
    }
}
