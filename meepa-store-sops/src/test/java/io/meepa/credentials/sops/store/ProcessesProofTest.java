package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.sops.disk.Disk;
import io.meepa.credentials.sops.disk.ScriptedDisk;
import io.meepa.credentials.sops.disk.ScriptedDisk.Kind;
import io.meepa.credentials.sops.store.lock.ChildJvm;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R8, with real second processes. */
@Tag("proof")
class ProcessesProofTest {

    /** The rarest first: they matter most when only some points are tried. */
    private static final List<String> CALLS =
            List.of("rename", "fsync", "fcntl", "pwrite64", "utimensat", "openat", "close");

    private static final int MOST_CALLS = 40;

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makesAHome() {
        home = new Home(folder.resolve("home"));
    }

    @Test
    @DisplayName("R8: kill -9 at each system call of one durable update leaves the old or the new, never a torn file")
    void survivesAKillAtEachSystemCall() throws Exception {
        assumeThat(installed("strace"))
                .as("needs the program strace, and to be allowed to trace")
                .isTrue();
        int budget = Proof.count("kills", 6, Integer.MAX_VALUE);
        Map<String, Integer> kills = new TreeMap<>();
        CountingWriter.open(home.path, "first", true).write(MEEPA, Documents.counting(1), Revision.ABSENT);
        for (String call : CALLS) {
            int left = budget - total(kills);
            kills.put(call, killsAtEach(call, left));
        }
        assertThat(total(kills)).isGreaterThanOrEqualTo(Math.min(budget, 12));
        assertThat(kills.get("rename")).isEqualTo(1);
        Proof.report("R8 kill -9 at a system call", total(kills) + " points " + kills + ", 0 torn, 0 lost");
    }

    /** Returns how many calls of the kind one update makes, as far as they were tried. */
    private int killsAtEach(String call, int most) throws Exception {
        for (int which = 1; which <= MOST_CALLS && which <= most; which++) {
            long before = count();
            List<String> said = updateAndKill(call, which);
            if (said.contains("exit 0")) {
                assertThat(count()).isEqualTo(before + 1);
                return which - 1;
            }
            long after = count();
            assertThat(after).isIn(before, before + 1);
            if (said.contains("acknowledged " + (before + 1))) {
                assertThat(after).isEqualTo(before + 1);
            }
        }
        return Math.max(0, Math.min(MOST_CALLS, most));
    }

    private static int total(Map<String, Integer> kills) {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    @DisplayName("R8: kill -9 of an acknowledging writer at random loses nothing that was acknowledged")
    void survivesKillsAtRandom() throws Exception {
        int rounds = Proof.count("random.kills", 5, 200);
        Random random = new Random(20261121);
        long acknowledged = 0;
        for (int round = 0; round < rounds; round++) {
            try (ChildJvm writer = writer(1, 1_000_000, "-", "locked")) {
                for (int lines = 1 + random.nextInt(12); lines > 0; lines--) {
                    acknowledged = number(writer.line().orElseThrow());
                }
                writer.kill();
                for (Optional<String> line = writer.line(); line.isPresent(); line = writer.line()) {
                    acknowledged = number(line.get());
                }
            }
            assertThat(count()).isBetween(acknowledged, acknowledged + 1);
        }
        int left = temporaries();
        home.pass(Duration.ofDays(3650));
        StoredDocument stored = home.open().read(MEEPA).orElseThrow();
        home.open().write(MEEPA, stored.content(), stored.revision());
        assertThat(temporaries()).as("what kills left is swept").isZero();
        Proof.report(
                "R8 kill -9 at random",
                rounds + " kills, " + acknowledged + " acknowledged, 0 lost, 0 torn, " + left + " left-overs swept");
    }

    @Test
    @DisplayName("R8: many processes with many threads lose no update; M-54: and make one key pair")
    void losesNoUpdateOfManyProcesses() throws Exception {
        int processes = Proof.full() ? 4 : 2;
        int updates = Proof.count("updates", 15, 100);
        List<ChildJvm> writers = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            writers.add(writer(2, updates, "-", "locked"));
        }
        long acknowledged = 0;
        for (ChildJvm writer : writers) {
            acknowledged += writer.lines().size();
            assertThat(writer.waitFor()).isZero();
        }
        assertThat(acknowledged).isEqualTo(processes * 2L * updates);
        assertThat(count()).isEqualTo(acknowledged);
        Proof.report("R8 lost updates", processes + " processes x 2 threads x " + updates + " updates, 0 lost");
    }

    @Test
    @DisplayName("R8: the negative control: without the lock, two writers that meet lose one update")
    void losesAnUpdateWithoutTheLock() throws Exception {
        home.open().write(MEEPA, Documents.counting(0), Revision.ABSENT);
        CyclicBarrier both = new CyclicBarrier(2);
        Disk meeting = new ScriptedDisk((kind, path) -> {
            if (kind == Kind.MOVE) {
                meet(both);
            }
            return true;
        });
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Callable<Boolean> unlocked = () -> {
            StoreSession session = home.open(meeting, (agent, name, timeout) -> () -> {});
            StoredDocument stored = session.read(MEEPA).orElseThrow();
            session.write(MEEPA, Documents.counting(Documents.count(stored.content()) + 1), stored.revision());
            return true;
        };
        for (Future<Boolean> result : threads.invokeAll(List.of(unlocked, unlocked))) {
            assertThat(result.get()).isTrue();
        }
        threads.shutdown();
        assertThat(count()).as("both were acknowledged, one is lost").isEqualTo(1);
    }

    @Test
    @DisplayName("A lock that was lost costs a conflict, not an update, unless both writers meet within the rename")
    void refusesAWriteThatAnotherOneOvertook() {
        home.open().write(MEEPA, Documents.counting(0), Revision.ABSENT);
        StoreSession overtaking = home.open(new ScriptedDisk((kind, path) -> true), (agent, name, timeout) -> () -> {});
        Disk slow = new ScriptedDisk((kind, path) -> {
            if (kind == Kind.FORCE) {
                overtaking.write(
                        MEEPA,
                        Documents.counting(7),
                        overtaking.read(MEEPA).orElseThrow().revision());
            }
            return true;
        });
        StoreSession overtaken = home.open(slow);
        Revision revision = overtaken.read(MEEPA).orElseThrow().revision();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> overtaken.write(MEEPA, Documents.counting(1), revision))
                .isInstanceOf(RevisionConflictException.class);
        assertThat(count()).isEqualTo(7);
    }

    private List<String> updateAndKill(String call, int which) throws Exception {
        Path agent = home.path.resolve("agents/meepa");
        Path lock = home.path.resolve(".locks/meepa.document.lock");
        List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qqq", "-o", "/dev/null"));
        for (Path path :
                List.of(agent, home.document(), agent.resolve(".credentials.json.proof.tmp"), lock, home.keyFile())) {
            strace.addAll(List.of("-P", path.toString()));
        }
        strace.addAll(List.of("-e", "trace=" + call, "-e", "inject=" + call + ":signal=SIGKILL:when=" + which));
        Files.deleteIfExists(agent.resolve(".credentials.json.proof.tmp"));
        try (ChildJvm writer =
                ChildJvm.start(strace, CountingWriter.class, home.path.toString(), "1", "1", "proof", "locked")) {
            List<String> lines = new ArrayList<>(writer.lines());
            lines.add("exit " + writer.waitFor());
            return lines;
        }
    }

    private ChildJvm writer(int threads, int updates, String temporaryName, String lock) throws IOException {
        return ChildJvm.start(
                CountingWriter.class,
                home.path.toString(),
                Integer.toString(threads),
                Integer.toString(updates),
                temporaryName,
                lock);
    }

    private long count() {
        return Documents.count(home.open().read(MEEPA).orElseThrow().content());
    }

    private int temporaries() throws IOException {
        try (Stream<Path> files = Files.list(home.path.resolve("agents/meepa"))) {
            return (int) files.filter(file -> file.toString().endsWith(".tmp")).count();
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replace("acknowledged ", ""));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean installed(String... command) throws InterruptedException {
        try {
            List<String> trial = new ArrayList<>(Arrays.asList(command));
            trial.addAll(List.of("-o", "/dev/null", "true"));
            return new ProcessBuilder(trial).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
