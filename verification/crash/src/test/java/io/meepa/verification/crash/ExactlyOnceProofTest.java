package io.meepa.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.verification.crash.Situation.Keeping;
import io.meepa.verification.crash.Situation.UpstreamClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R1 and R2: a real JVM is killed at each point of a provisioning; one run of a fresh one leaves one live resource a
 * slot, no orphan, and nothing repeated.
 */
@Tag("proof")
class ExactlyOnceProofTest {

    private static final int FEW = 5;

    @TempDir
    Path folder;

    /** Points between two system calls that matter, at which the child waits for the upstream. */
    private static List<String> steps(UpstreamClass upstream) {
        if (upstream == UpstreamClass.TWO_PROVIDERS) {
            return List.of("before-send", "create thing", "create other", "after-answer", "after-checkpoint");
        }
        if (upstream != UpstreamClass.SEVERAL_STEPS) {
            return List.of("before-send", "create thing", "after-answer", "after-checkpoint");
        }
        List<String> steps = new ArrayList<>();
        for (String kind : BoxProvider.KINDS) {
            steps.addAll(List.of("create " + kind, "answered-" + kind, "recorded-" + kind));
        }
        return steps;
    }

    @ParameterizedTest
    @EnumSource(UpstreamClass.class)
    @DisplayName("R2: kill -9 before and after each send, answer and checkpoint")
    void survivesAKillAtEachStep(UpstreamClass upstream) throws Exception {
        try (ProofRun proofRun = new ProofRun(folder)) {
            List<Callable<Attempt>> tasks = new ArrayList<>();
            for (String step : steps(upstream)) {
                Situation situation = proofRun.situation(upstream);
                tasks.add(() -> proofRun.killedAt(ChildTask.PROVISION, situation, step));
            }
            List<Attempt> attempts = proofRun.all(tasks);
            assertThat(attempts).allMatch(Attempt::killed);
            check(proofRun, upstream, attempts, "kill -9 at a step");
        }
    }

    @ParameterizedTest
    @EnumSource(UpstreamClass.class)
    @DisplayName("R2: kill -9 at each system call, from the plan over intent, send and answer to the outcome")
    void survivesAKillAtEachSystemCall(UpstreamClass upstream) throws Exception {
        assumeThat(Strace.works()).as(Strace.NEEDED).isTrue();
        try (ProofRun proofRun = new ProofRun(folder)) {
            List<Strace.Point> points = proofRun.observe(ChildTask.PROVISION, proofRun.situation(upstream));
            assertThat(points).hasSizeGreaterThan(200);
            List<Callable<Attempt>> tasks = new ArrayList<>();
            for (Strace.Point point : Proof.sample(points, FEW)) {
                tasks.add(() -> proofRun.killedAt(ChildTask.PROVISION, () -> proofRun.situation(upstream), point));
            }
            List<Attempt> attempts = proofRun.all(tasks);
            assertThat(attempts.stream().filter(Attempt::killed).count())
                    .as("kills that hit")
                    .isGreaterThanOrEqualTo(Proof.full() ? 200 : FEW - 1);
            check(proofRun, upstream, attempts, "kill -9 at a system call, " + points.size() + " calls");
        }
    }

    private static void check(ProofRun proofRun, UpstreamClass upstream, List<Attempt> attempts, String what)
            throws Exception {
        Map<String, List<String>> violations = new TreeMap<>();
        Table table = new Table();
        List<Recovery> recoveries = proofRun.recover(ChildTask.PROVISION, attempts);
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            Recovery recovery = recoveries.get(i);
            table.add(attempt, recovery);
            List<String> found = RecoveryCheck.violations(upstream, proofRun.account(attempt.situation()), recovery);
            if (!found.isEmpty()) {
                violations.put(attempt.point() + " in " + attempt.situation().namespace(), found);
            }
        }
        Proof.report(what + ", " + upstream, table);
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(UpstreamClass.class)
    @DisplayName(
            "The negative control: without the intent on disk, a kill before the answer leaves an orphan, and is seen")
    void seesWhatIsLostWithoutTheIntent(UpstreamClass upstream) throws Exception {
        try (ProofRun proofRun = new ProofRun(folder)) {
            Situation forgetful = proofRun.situation(upstream).keeping(Keeping.WITHOUT_INTENT);
            String step = steps(upstream).stream()
                    .filter(name -> name.startsWith("create"))
                    .findFirst()
                    .orElseThrow();
            Attempt attempt = proofRun.killedAt(ChildTask.PROVISION, forgetful, step);
            Recovery recovery =
                    proofRun.recover(ChildTask.PROVISION, List.of(attempt)).get(0);
            List<String> found = RecoveryCheck.violations(upstream, proofRun.account(forgetful), recovery);
            Proof.report("negative control without the intent, " + upstream, found);
            assertThat(recovery.operationFound()).isFalse();
            assertThat(found).isNotEmpty();
        }
    }
}
