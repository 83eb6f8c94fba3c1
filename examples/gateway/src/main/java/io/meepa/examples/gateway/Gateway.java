package io.meepa.examples.gateway;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.gateway.api.AgentRoutes;
import io.meepa.examples.gateway.api.Progress;
import io.meepa.examples.gateway.api.Refusals;
import io.meepa.examples.gateway.http.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The gateway: one manager, one page. */
public final class Gateway implements AutoCloseable {

    private static final int PORT = 8807;

    private final CredentialManager credentials;
    private final Server server;

    private Gateway(CredentialManager credentials, Server server) {
        this.credentials = credentials;
        this.server = server;
    }

    /**
     * Runs the gateway until the process ends.
     *
     * @param arguments the configuration file and the home folder; {@code --stand-ins} after them for services of its own;
     *     the token is read from {@code MEEPA_GATEWAY_TOKEN} and made up if there is none
     * @throws IOException if the port is taken
     * @throws InterruptedException when the process ends
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // A request that takes longer than this many seconds to arrive is dropped.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        List<String> options = Arrays.asList(arguments);
        CredentialManagerBuilder builder = CredentialManager.builder()
                .configuration(Path.of(options.get(0)))
                .home(Path.of(options.get(1)).toAbsolutePath());
        String given = System.getenv("MEEPA_GATEWAY_TOKEN");
        String token = given == null || given.isBlank() ? noise() : given;
        try (StandIns standIns = options.contains("--stand-ins") ? new StandIns() : null;
                Gateway gateway = start(
                        standIns == null ? builder : standIns.configure(builder),
                        PORT,
                        Secret.of(token),
                        Clock.systemUTC())) {
            System.out.println("The page:  " + gateway.address());
            System.out.println(token.equals(given) ? "Its token: MEEPA_GATEWAY_TOKEN" : "Its token: " + token);
            new CountDownLatch(1).await();
        }
    }

    /**
     * Starts a gateway on loopback.
     *
     * @param builder what it offers
     * @param port where; 0 for any free one
     * @param token what opens it
     * @param clock the current time, for the end of sessions and what is past
     * @return the gateway
     * @throws IOException if the port is taken
     */
    static Gateway start(CredentialManagerBuilder builder, int port, Secret token, Clock clock) throws IOException {
        Progress progress = new Progress();
        CredentialManager credentials = builder.listener(progress).open();
        return new Gateway(
                credentials,
                Server.start(port, token, clock, AgentRoutes.of(credentials, progress, clock), Refusals::of));
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        credentials.close();
    }

    private static String noise() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
