package io.meepa.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.verification.crash.Situation.UpstreamClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F-08: a real JVM is killed while it renews a key and retires the old one. */
@Tag("proof")
class RotationProofTest {

    private static final int FEW = 6;

    @TempDir
    Path folder;

    @Test
    @DisplayName("F-08: kill -9 before and after each send, answer and checkpoint of a rotation")
    void survivesAKillAtEachStep() throws Exception {
        try (ProofRun proofRun = new ProofRun(folder)) {
            List<Callable<Attempt>> tasks = new ArrayList<>();
            for (String step : List.of("create key", "answered-key", "recorded-key")) {
                Situation situation = proofRun.situation(UpstreamClass.SEVERAL_STEPS);
                tasks.add(() -> proofRun.killedAt(ChildTask.ROTATE, situation, step));
            }
            List<Attempt> attempts = proofRun.all(tasks);
            assertThat(attempts).allMatch(Attempt::killed);
            check(proofRun, attempts, "rotation, kill -9 at a step");
        }
    }

    @Test
    @DisplayName(
            "F-08: kill -9 at each system call of a rotation: one key that works, two alive at most, one in the end")
    void survivesAKillAtEachSystemCall() throws Exception {
        assumeThat(Strace.works()).as(Strace.NEEDED).isTrue();
        try (ProofRun proofRun = new ProofRun(folder)) {
            List<Strace.Point> points =
                    proofRun.observe(ChildTask.ROTATE, proofRun.situation(UpstreamClass.SEVERAL_STEPS));
            assertThat(points).hasSizeGreaterThan(100);
            List<Callable<Attempt>> tasks = new ArrayList<>();
            for (Strace.Point point : Proof.sample(points, FEW)) {
                tasks.add(() -> proofRun.killedAt(
                        ChildTask.ROTATE, () -> proofRun.situation(UpstreamClass.SEVERAL_STEPS), point));
            }
            check(proofRun, proofRun.all(tasks), "rotation, kill -9 at a system call, " + points.size() + " calls");
        }
    }

    private static void check(ProofRun proofRun, List<Attempt> attempts, String what) throws Exception {
        Map<String, List<String>> violations = new TreeMap<>();
        Table table = new Table();
        List<Recovery> recoveries = proofRun.recover(ChildTask.ROTATE, attempts);
        int two = 0;
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            two += attempt.keys().size() == 2 ? 1 : 0;
            table.add(attempt, recoveries.get(i));
            List<String> found = violations(proofRun, attempt, recoveries.get(i));
            if (!found.isEmpty()) {
                violations.put(attempt.point() + " in " + attempt.situation().namespace(), found);
            }
        }
        assertThat(attempts).filteredOn(Attempt::killed).hasSizeGreaterThanOrEqualTo(attempts.size() * 3 / 4);
        Proof.report(what, table + " | two keys alive at " + two);
        assertThat(violations).isEmpty();
    }

    private static List<String> violations(ProofRun proofRun, Attempt attempt, Recovery recovery) {
        Account account = proofRun.account(attempt.situation());
        List<String> found = new ArrayList<>();
        if (recovery.secretFound().filter(attempt.keys()::contains).isEmpty()) {
            found.add("the secret in use did not work when the process died");
        }
        if (account.mostLive("key") > 2) {
            found.add(account.mostLive("key") + " keys were alive at once");
        }
        List<String> left =
                account.live("key").stream().map(Account.Thing::secret).toList();
        if (!left.equals(List.of(recovery.secret()))) {
            found.add("alive in the end " + left + ", in use " + recovery.secret());
        }
        if (recovery.open() != 0) {
            found.add(recovery.open() + " operations are still open");
        }
        return found;
    }
}
