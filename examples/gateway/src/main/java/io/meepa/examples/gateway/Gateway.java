package io.meepa.examples.gateway;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.gateway.api.GatewayRoutes;
import io.meepa.examples.gateway.api.Refusals;
import io.meepa.examples.gateway.api.Runs;
import io.meepa.examples.gateway.http.Route;
import io.meepa.examples.gateway.http.Server;
import io.meepa.examples.gateway.view.Trail;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The gateway: one manager, one page. */
public final class Gateway implements AutoCloseable {

    private static final int PORT = 8807;

    private final CredentialManager credentials;
    private final Runs runs;
    private final Server server;

    private Gateway(CredentialManager credentials, Runs runs, Server server) {
        this.credentials = credentials;
        this.runs = runs;
        this.server = server;
    }

    /**
     * Runs the gateway until the process ends.
     *
     * @param arguments the configuration file and the home folder; after them {@code --stand-ins} for services of its own and
     *     {@code --port=} for another port; the token is read from {@code MEEPA_GATEWAY_TOKEN} and made up if there is none
     * @throws InterruptedException when the process ends
     */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(GatewayOptions.of(List.of(arguments)));
        } catch (IOException | CredentialException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(GatewayOptions options) throws IOException, InterruptedException {
        try (Gateway gateway =
                start(options.builder(), options.home(), options.port(PORT), options.token(), Clock.systemUTC())) {
            System.out.println("The page:  " + gateway.address());
            System.out.println(options.tokenNote());
            new CountDownLatch(1).await();
        }
    }

    /**
     * Starts a gateway on loopback.
     *
     * @param builder what it offers
     * @param home the home folder, where the audit trail is
     * @param port where; 0 for any free one
     * @param token what opens it
     * @param clock the current time, for the end of sessions and what is past
     * @return the gateway
     * @throws IOException if the port is taken
     */
    static Gateway start(CredentialManagerBuilder builder, Path home, int port, Secret token, Clock clock)
            throws IOException {
        Runs runs = new Runs(clock);
        CredentialManager credentials = builder.listener(runs).open();
        List<Route> routes = GatewayRoutes.of(credentials, runs, new Trail(home.resolve("audit")), clock);
        try {
            return new Gateway(credentials, runs, Server.start(port, token, clock, routes, Refusals::of));
        } catch (IOException e) {
            runs.close();
            credentials.close();
            throw e;
        }
    }

    URI address() {
        return server.address();
    }

    Set<String> routes() {
        return server.routes();
    }

    @Override
    public void close() {
        server.close();
        runs.close();
        credentials.close();
    }
}
