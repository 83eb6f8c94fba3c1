package io.meepa.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Consent;
import io.meepa.verification.crash.RegisteringServer.Hold;
import io.meepa.verification.crash.RegisteringServer.Moment;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T-26: a real JVM is killed while it registers the app at a server that can neither repeat nor find a registration. One is on
 * record afterwards and stays the only one in use; a second is made only if the kill came between the server's deed and the
 * write that records it.
 */
@Tag("proof")
class RegistrationProofTest {

    private static final int FEW = 6;

    /** The intent, the registration, the sign-in. */
    private static final int WRITES = 3;

    private final AtomicInteger homes = new AtomicInteger();
    private final RegisteringServer server = RegisteringServer.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName(
            "T-26: kill -9 before and after each write of a registration: one on record, one made wherever it could be recorded")
    void survivesAKillAtEachWrite() throws Exception {
        Map<String, Integer> made = new TreeMap<>();
        for (int write = 1; write <= WRITES; write++) {
            for (String step : List.of("before " + write, "after " + write)) {
                String name = next();
                try (Child child = child(name, 1, step)) {
                    child.awaitReady();
                    child.go();
                    assertThat(child.end()).as(step).matches(Child::killed);
                }
                made.put(step, recovered(name));
            }
        }
        try (Child child = child(next(), 1, "before " + (WRITES + 1))) {
            child.awaitReady();
            child.go();
            assertThat(child.end()).as("there is no further write").startsWith("done ");
        }
        Proof.report("registration, kill -9 at a write, registrations made in the end", made);
        assertThat(made)
                .isEqualTo(new TreeMap<>(
                        Map.of("before 1", 1, "after 1", 1, "before 2", 2, "after 2", 1, "before 3", 1, "after 3", 1)));
    }

    @Test
    @DisplayName("T-26: kill -9 while the server holds the registration: one if it was not made, one more if it was")
    void survivesAKillAtTheCall() throws Exception {
        assertThat(madeAfterAKillAt(Moment.RECEIVED))
                .as("received and not made")
                .isEqualTo(1);
        assertThat(madeAfterAKillAt(Moment.MADE)).as("made and not answered").isEqualTo(2);
    }

    private int madeAfterAKillAt(Moment moment) throws Exception {
        String name = next();
        Hold hold = server.hold(name, moment);
        try (Child child = child(name, 1, "-")) {
            child.awaitReady();
            child.go();
            hold.awaitReached();
            child.kill();
        } finally {
            hold.letGo();
        }
        return recovered(name);
    }

    @Test
    @DisplayName("T-26: kill -9 at each system call of a registration: one on record, two made at most")
    void survivesAKillAtEachSystemCall() throws Exception {
        assumeThat(Strace.works()).as(Strace.NEEDED).isTrue();
        List<Strace.Point> points = observed();
        assertThat(points).hasSizeGreaterThan(30);
        Map<Integer, Integer> outcomes = new TreeMap<>();
        int killed = 0;
        List<Strace.Point> sample = Proof.sample(points, FEW);
        for (Strace.Point point : sample) {
            String name = next();
            try (Child child = child(name, 1, "-")) {
                killed += Child.killed(Strace.killAt(child, child.awaitReady(), point)) ? 1 : 0;
            }
            assertThat(server.registrations(name)).as(point.toString()).hasSizeLessThanOrEqualTo(1);
            outcomes.merge(recovered(name), 1, Integer::sum);
        }
        Proof.report(
                "registration, kill -9 at a system call, " + points.size() + " calls",
                sample.size() + " tried, " + killed + " killed, registrations made in the end " + outcomes);
        assertThat(killed).isGreaterThanOrEqualTo(sample.size() / 2);
        assertThat(outcomes.keySet()).isSubsetOf(1, 2);
    }

    @Test
    @DisplayName("T-26: two JVMs with many threads each begin at once: one registration")
    void registersOnceInTwoProcesses() throws Exception {
        int threads = Proof.full() ? 32 : 4;
        String name = next();
        try (Child one = child(name, threads, "-");
                Child other = child(name, threads, "-")) {
            one.awaitReady();
            other.awaitReady();
            one.go();
            other.go();
            for (Child child : List.of(one, other)) {
                for (int i = 0; i < threads; i++) {
                    assertThat(child.line()).contains("done " + name + "-app-1");
                }
            }
        }
        Proof.report(
                "registration, 2 JVMs x " + threads + " threads",
                server.registrations(name).size() + " made");
        assertThat(recovered(name)).isEqualTo(1);
    }

    /**
     * Begins with a fresh manager, completes, and begins again with another; returns how many registrations were ever made.
     * All sign-ins are of one app, which the server knows.
     */
    private int recovered(String name) {
        String app;
        try (CredentialManager manager = RegisteringMain.open(home(name), server.origin(), name)) {
            AgentCredentials agent = manager.agent(ChildMain.AGENT);
            Consent consent =
                    agent.connections().begin(ConnectRequest.to(RegisteringMain.SERVICE), RegisteringMain.ALICE);
            app = RegisteringServer.app(consent.address());
            Connection connection = agent.connections()
                    .complete(
                            CallbackParameters.ofQuery("code=of-a-person&state=" + state(consent)),
                            RegisteringMain.ALICE);
            assertThat(connection.state()).as(name).isEqualTo(Connection.State.ACTIVE);
        }
        int made = server.registrations(name).size();
        assertThat(server.registrations(name)).as(name).contains(app);
        try (CredentialManager manager = RegisteringMain.open(home(name), server.origin(), name)) {
            assertThat(RegisteringMain.begin(manager.agent(ChildMain.AGENT), RegisteringMain.SERVICE))
                    .as(name)
                    .isEqualTo(app);
        }
        assertThat(server.registrations(name)).as(name).hasSize(made);
        return made;
    }

    private List<Strace.Point> observed() throws Exception {
        String name = next();
        try (Child child = child(name, 1, "-")) {
            return Strace.observe(child, child.awaitReady(), folder.resolve(name + ".strace"));
        }
    }

    private Child child(String name, int threads, String fatal) throws Exception {
        return Child.register(List.of(home(name).toString(), server.origin(), name, String.valueOf(threads), fatal));
    }

    private Path home(String name) {
        return folder.resolve(name);
    }

    private String next() {
        return "r" + homes.incrementAndGet();
    }

    private static String state(Consent consent) {
        return Arrays.stream(consent.address().getRawQuery().split("&", -1))
                .filter(pair -> pair.startsWith("state="))
                .map(pair -> URLDecoder.decode(pair.substring("state=".length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
