package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operations may cost, counted, so that nobody loses speed unseen. The figures are those that were measured, with a little
 * room; a change that needs more says so here. The JVM compiles with C1 alone, which leaves no allocation out, so a count is
 * the same in each run.
 */
@DisplayName("Counted budgets: garbage, multiplications, digests and calls of the system")
class CountedBudgetsTest {

    /** One credential of twenty is changed, in a file of 25 KB: 1.06 MB where it was 2.19 MB at commit 4872982. */
    private static final Cost UPDATE = new Cost(1_100_000, 0, 3);

    private static final Cost GET = new Cost(500, 0, 0);

    /**
     * A manager is opened, with all plug-ins of this module on the path, and a credential read: 4.76 MB. One multiplication
     * derives the recipient, one unwraps the data key.
     */
    private static final Cost OPEN = new Cost(5_000_000, 2, 3);

    /**
     * A new agent with two providers. A key pair, a wrapping (a key pair used once and an agreement) and the proof that it
     * opens. The garbage of the threads that call the providers is not in it; that of the write of both intents is:
     * 0.7 MB.
     */
    private static final Cost PROVISION = new Cost(740_000, 4, 9);

    private static final int UPDATE_CALLS = 60;
    private static final int UPDATE_FORCES = 2;

    /** Both intents, and two outcomes. */
    private static final int PROVISION_DOCUMENTS = 3;

    /** Two for each document, two for the key file, one for the new folder. */
    private static final int PROVISION_FORCES = 9;

    /** Waiting and memory: no calls of ours. */
    private static final List<String> RUNTIME = List.of(
            "futex",
            "sched_yield",
            "madvise",
            "mprotect",
            "mmap",
            "munmap",
            "gettid",
            "rt_sigprocmask",
            "rt_sigreturn");

    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((.*)");
    private static final Pattern MARK = Pattern.compile(".*/budget-(\\w+)-(begin|end)\".*");

    @TempDir
    private Path folder;

    @Test
    void allocatesMultipliesAndDigestsNoMoreThanRecorded() throws IOException, InterruptedException {
        Map<String, Cost> measured = run(List.of());

        assertThat(measured).containsOnlyKeys("update", "get", "open", "provision");
        measured.forEach((what, cost) -> assertThat(cost.exceeded(budget(what)))
                .as("%s costs %s, its budget is %s", what, cost, budget(what))
                .isFalse());
    }

    private static Cost budget(String what) {
        return switch (what) {
            case "update" -> UPDATE;
            case "get" -> GET;
            case "open" -> OPEN;
            default -> PROVISION;
        };
    }

    @Test
    void callsTheSystemNoMoreThanRecorded() throws IOException, InterruptedException {
        assumeThat(mayTrace())
                .as("needs the program strace, and to be allowed to trace")
                .isTrue();
        Path trace = folder.resolve("trace");
        run(List.of("strace", "-f", "-qqq", "-o", trace.toString()));
        Calls update = Calls.between("update", trace);
        Calls provision = Calls.between("provision", trace);

        assertThat(update.ofMarkingThread()).as("calls for one update").isBetween(1.0, (double) UPDATE_CALLS);
        assertThat(update.of("fsync")).as("forces for one update").isEqualTo(UPDATE_FORCES);
        assertThat(update.of("rename")).as("documents for one update").isEqualTo(1);
        assertThat(provision.of("fsync")).as("forces for one new agent").isEqualTo(PROVISION_FORCES);
        assertThat(provision.of("rename"))
                .as("documents and one key file for one new agent")
                .isEqualTo(PROVISION_DOCUMENTS + 1);
    }

    private static boolean mayTrace() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Map<String, Cost> run(List<String> before) throws IOException, InterruptedException {
        Map<String, Cost> measured = new HashMap<>();
        Path home = folder.resolve("home");
        try (HostJvm host = HostJvm.start(before, BudgetHost.class, List.of(home.toString()))) {
            for (Optional<String> line = host.line(); line.isPresent(); line = host.line()) {
                String[] words = line.get().split(" ", -1);
                measured.put(words[0], Cost.parse(words));
            }
            assertThat(host.end()).isZero();
        }
        return measured;
    }

    private record Cost(long bytes, double multiplications, double digests) {

        static Cost parse(String... words) {
            return new Cost(Long.parseLong(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3]));
        }

        boolean exceeded(Cost budget) {
            return bytes > budget.bytes || multiplications > budget.multiplications || digests > budget.digests;
        }
    }

    /** The calls of the system between two marks, for one operation on average. */
    private record Calls(Map<String, Integer> ofAll, int ofMarker) {

        static Calls between(String what, Path trace) throws IOException {
            Map<String, Integer> all = new HashMap<>();
            List<String> marker = new ArrayList<>();
            int own = 0;
            for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
                Matcher call = CALL.matcher(line);
                if (!call.matches()) {
                    continue;
                }
                Matcher mark = MARK.matcher(call.group(3));
                if (mark.matches() && mark.group(1).equals(what)) {
                    marker = mark.group(2).equals("begin") ? List.of(call.group(1)) : List.of();
                } else if (!marker.isEmpty()) {
                    all.merge(call.group(2), 1, Integer::sum);
                    own += marker.contains(call.group(1)) && !RUNTIME.contains(call.group(2)) ? 1 : 0;
                }
            }
            return new Calls(all, own);
        }

        double ofMarkingThread() {
            return (double) ofMarker / BudgetHost.TIMES;
        }

        double of(String call) {
            return (double) ofAll.getOrDefault(call, 0) / BudgetHost.TIMES;
        }
    }
}
