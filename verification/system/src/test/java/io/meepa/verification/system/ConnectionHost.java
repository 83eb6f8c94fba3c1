package io.meepa.verification.system;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import io.meepa.credentials.sops.store.SopsFileStore;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.store.postgres.PostgresStore;
import io.meepa.credentials.testkit.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.LoggerFactory;

/**
 * A host that runs as a JVM of its own, with a connected agent. Reads from its input what to do, and with how many threads;
 * writes the result. On request it kills itself at the nth write or call.
 */
final class ConnectionHost {

    static final SessionBinding ALICE = SessionBinding.of("session-of-alice", "alice");
    static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private ConnectionHost() {}

    static CredentialKey key(String service) {
        return CredentialKey.of(Category.TOKEN, service);
    }

    /**
     * Opens a host of one connected agent.
     *
     * @param database the url of the database that keeps the document; empty for the file store
     */
    static CredentialManager open(Path home, Clock clock, KillPoint point, String service, String database) {
        Map<String, String> variables = Map.of(
                "APP_ID", OAuthStandIn.CLIENT_ID,
                "APP_SECRET", OAuthStandIn.CLIENT_SECRET,
                "DATABASE_KEY", database.isEmpty() ? "" : key(home));
        CredentialManagerBuilder builder = CredentialManager.builder()
                .withoutDiscovery()
                .home(home)
                .clock(clock)
                .sleeper(ConnectionHost::sleep)
                .environment(variables::get)
                .provider(point.around(CredentialProvider.class, new OAuthProvider()))
                .store(point.around(
                        CredentialStore.class, database.isEmpty() ? new SopsFileStore() : new PostgresStore()))
                .set("credentials.enabled", true)
                .set("credentials.lock_timeout", "10m")
                .set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", OAuthProvider.ID)
                .set("credentials.connections.oauth.allow_loopback_http", true)
                .set("credentials.connections.oauth.redirect_uris", List.of("https://host.example/callback"))
                .set(
                        "credentials.connections.oauth.services",
                        Map.of(
                                service,
                                Map.of(
                                        "preset",
                                                home.resolve(service + ".json").toString(),
                                        "client_id_env", "APP_ID",
                                        "client_secret_env", "APP_SECRET")))
                .set(
                        "agents.meepa",
                        Map.of("id", "meepa", "identity", Map.of("oauth", Map.of("services", List.of(service)))));
        if (!database.isEmpty()) {
            Rows.settings(database).forEach(builder::set);
            builder.set("credentials.credential_store.postgres.key_env", "DATABASE_KEY");
        }
        return builder.open();
    }

    /** The age identity of the machines that share a database. */
    static Path keyFile(Path home) {
        return home.resolve("database.key");
    }

    private static String key(Path home) {
        try {
            return Files.readString(keyFile(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manual clock does not pass by waiting, so that a short wait does. */
    private static void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(Math.min(duration.toMillis(), 20));
    }

    /** Takes home, number of threads, the point at which to die or 0 for never, the service, and the database if there is one. */
    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        ManualClock clock = ManualClock.at(BEGIN);
        int count = Integer.parseInt(arguments[1]);
        KillPoint point = KillPoint.at(Integer.parseInt(arguments[2]));
        ExecutorService threads = Executors.newFixedThreadPool(count);
        String service = arguments[3];
        String database = arguments.length > 4 ? arguments[4] : "";
        try (CredentialManager manager = open(Path.of(arguments[0]), clock, point, service, database)) {
            AgentCredentials agent = manager.agent("meepa");
            say("ready");
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String[] words = line.split(" ", -1);
                clock.set(Instant.parse(words[1]));
                point.arm();
                say(got(threads, count, () -> did(words, agent, service)));
            }
        } finally {
            threads.shutdown();
        }
    }

    private static String did(String[] words, AgentCredentials agent, String service) {
        return switch (words[0]) {
            case "token" -> agent.tokens().get(key(service)).value().reveal();
            case "disconnect" ->
                agent.connections().disconnect(key(service)).end().name();
            case "begin" ->
                agent.connections()
                        .begin(ConnectRequest.to(service), ALICE)
                        .address()
                        .getHost();
            case "device" ->
                agent.connections().beginOnDevice(ConnectRequest.to(service)).userCode();
            case "await" ->
                agent.connections()
                        .await(key(service), Duration.ofSeconds(1))
                        .state()
                        .name();
            case "complete" -> completed(words[2], agent);
            default -> throw new IllegalArgumentException("no such command");
        };
    }

    private static String completed(String query, AgentCredentials agent) {
        try {
            return agent.connections()
                    .complete(CallbackParameters.ofQuery(query), ALICE)
                    .state()
                    .name();
        } catch (ConsentException e) {
            return "";
        }
    }

    private static String got(ExecutorService threads, int count, Callable<String> caller)
            throws InterruptedException, ExecutionException {
        int answers = 0;
        TreeSet<String> values = new TreeSet<>();
        for (Future<String> value : threads.invokeAll(Collections.nCopies(count, caller))) {
            answers += value.get().isEmpty() ? 0 : 1;
            values.add(value.get());
        }
        values.remove("");
        return answers + " " + String.join(",", values);
    }

    @SuppressWarnings("SystemOut") // The line is the protocol.
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
