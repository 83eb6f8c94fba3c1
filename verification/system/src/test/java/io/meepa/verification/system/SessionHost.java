package io.meepa.verification.system;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.testkit.fake.FakeTokenProvider;
import io.meepa.credentials.testkit.fake.FakeTokenServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.LoggerFactory;

/**
 * A host that runs as a JVM of its own: many threads that want the same token. Reads from its input what time it is, and
 * which token was rejected; writes which tokens its threads got.
 */
final class SessionHost {

    static final CredentialKey KEY = CredentialKey.of(Category.TOKEN, FakeTokenProvider.ID);
    static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private SessionHost() {}

    static CredentialManager open(Path home, String url, Clock clock) {
        return CredentialManager.builder()
                .home(home)
                .clock(clock)
                .environment(name -> null)
                .provider(new FakeTokenProvider(SessionClient.of(url)))
                .set("credentials.enabled", true)
                .set("credentials.lock_timeout", "10m")
                .set("credentials.token.enabled", true)
                .set("credentials.token.provider", FakeTokenProvider.ID)
                .set("agents.meepa", Map.of("id", "meepa"))
                .open();
    }

    /** What a person who signed in at the service stores. */
    static AgentCredential session(int number, Instant end) {
        return AgentCredential.token(FakeTokenProvider.ID)
                .item(ItemKeys.ACCESS_TOKEN, Secret.of(FakeTokenServer.accessToken(number)), ItemType.API_TOKEN)
                .item(ItemKeys.REFRESH_TOKEN, Secret.of(FakeTokenServer.refreshToken(number)), ItemType.API_TOKEN)
                .metadata(Metadata.empty().with(MetadataKeys.EXPIRES_AT, end.toString()))
                .build();
    }

    /** Takes home, address of the service, number of threads, and how often to go on unasked. */
    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        ManualClock clock = ManualClock.at(BEGIN);
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]));
        try (CredentialManager manager = open(Path.of(arguments[0]), arguments[1], clock)) {
            AgentCredentials agent = manager.agent("meepa");
            say("ready");
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                obey(line.split(" ", -1), clock, agent, threads, Integer.parseInt(arguments[2]));
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void obey(
            String[] words, ManualClock clock, AgentCredentials agent, ExecutorService threads, int count)
            throws Exception {
        switch (words[0]) {
            case "at" -> {
                clock.set(Instant.parse(words[1]));
                say(got(threads, count, () -> value(agent)));
            }
            case "rejected" ->
                say(got(threads, count, () -> {
                    agent.tokens().reportRejected(KEY, Secret.of(words[1]));
                    return value(agent);
                }));
            case "on" -> {
                clock.set(Instant.parse(words[1]));
                while (true) {
                    clock.advance(FakeTokenProvider.LIFE);
                    say(value(agent));
                }
            }
            default -> throw new IllegalArgumentException("no such command");
        }
    }

    private static String got(ExecutorService threads, int count, Callable<String> caller) throws Exception {
        List<Callable<String>> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(caller);
        }
        TreeSet<String> values = new TreeSet<>();
        for (Future<String> value : threads.invokeAll(callers)) {
            values.add(value.get());
        }
        return String.join(",", values);
    }

    private static String value(AgentCredentials agent) {
        return agent.tokens().get(KEY).value().reveal();
    }

    @SuppressWarnings("SystemOut") // The line is the protocol.
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
