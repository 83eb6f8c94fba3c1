package io.meepa.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.verification.crash.Situation.UpstreamClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R1, R3: a process that is stopped in mid-flight, a clock that jumps meanwhile, and two paths to one home. */
class SuspendedProcessTest {

    @TempDir
    Path folder;

    private static String provision(Situation situation, ManualClock clock) {
        try (CredentialManager manager = situation
                .builder(clock)
                .set("credentials.lock_timeout", "100ms")
                .open()) {
            return ChildTask.result(manager.agent(ChildMain.AGENT).provision());
        }
    }

    private static ManualClock shifted(Duration time) {
        ManualClock clock = ManualClock.running();
        clock.advance(time);
        return clock;
    }

    /** Stops the child between its call's effect and the answer, which then waits for it. */
    private static void stopInFlight(Child child, Account account) throws IOException, InterruptedException {
        child.awaitReady();
        CallBarrier answer = account.holdAt(CallBarrier.at("create thing"));
        child.go();
        answer.awaitReached();
        child.signal("STOP");
        answer.release();
    }

    /** The lock files of a home, and with them the lock, as a person might who cleans up. */
    private static void removeLocks(Situation situation) throws IOException {
        try (Stream<Path> locks = Files.list(situation.home().resolve(".locks"))) {
            for (Path lock : locks.toList()) {
                Files.delete(lock);
            }
        }
    }

    @Test
    @DisplayName("Stopped for an hour: others find it locked, make nothing, and it ends well when it continues")
    void keepsItsLockWhileStopped() throws Exception {
        try (ProofRun proofRun = new ProofRun(folder)) {
            Situation situation = proofRun.situation(UpstreamClass.NEITHER);
            Account account = proofRun.account(situation);
            try (Child child = Child.run(ChildTask.PROVISION, situation)) {
                stopInFlight(child, account);

                assertThatThrownBy(() -> provision(situation, shifted(Duration.ofHours(1))))
                        .isInstanceOf(CredentialLockedException.class);

                child.signal("CONT");
                assertThat(child.end()).startsWith("done PROVISIONED");
            }
            assertThat(provision(situation, shifted(Duration.ofHours(1)))).startsWith("EXISTING");
            assertThat(account.made(OneStepProvider.THING)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, -60})
    @DisplayName(
            "Stopped, its lock lost, the clock an hour off: another takes the operation up, and it records nothing")
    void recordsNothingOnceItsOperationWasTakenUp(int minutes) throws Exception {
        try (ProofRun proofRun = new ProofRun(folder)) {
            Situation situation = proofRun.situation(UpstreamClass.FINDABLE);
            Account account = proofRun.account(situation);
            try (Child child = Child.run(ChildTask.PROVISION, situation)) {
                stopInFlight(child, account);
                removeLocks(situation);

                assertThat(provision(situation, shifted(Duration.ofMinutes(minutes))))
                        .startsWith("EXISTING");
                byte[] document = Files.readAllBytes(document(situation));

                child.signal("CONT");
                assertThat(child.end()).startsWith("done INDETERMINATE");
                assertThat(Files.readAllBytes(document(situation))).isEqualTo(document);
            }
            assertThat(account.made(OneStepProvider.THING)).isEqualTo(1);
            Recovery recovery = proofRun.recover(
                            ChildTask.PROVISION, List.of(new Attempt(situation, "", "", 1, List.of())))
                    .get(0);
            assertThat(RecoveryCheck.violations(UpstreamClass.FINDABLE, account, recovery))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName(
            "Stopped, its lock lost, and the provider cannot look: another reports it, makes nothing, and it ends well")
    void isNotRepeatedWhileItIsStopped() throws Exception {
        try (ProofRun proofRun = new ProofRun(folder)) {
            Situation situation = proofRun.situation(UpstreamClass.NEITHER);
            Account account = proofRun.account(situation);
            try (Child child = Child.run(ChildTask.PROVISION, situation)) {
                stopInFlight(child, account);
                removeLocks(situation);

                assertThat(provision(situation, shifted(Duration.ofHours(1)))).startsWith("INDETERMINATE");

                child.signal("CONT");
                assertThat(child.end()).startsWith("done PROVISIONED");
            }
            assertThat(account.made(OneStepProvider.THING)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("Two homes that point at one folder share the lock and the document")
    void sharesOneFolderReachedByTwoPaths() throws Exception {
        try (ProofRun proofRun = new ProofRun(folder)) {
            Situation situation = proofRun.situation(UpstreamClass.FINDABLE);
            Situation other = situation.at(Files.createSymbolicLink(folder.resolve("another-way"), situation.home()));
            Account account = proofRun.account(situation);
            try (Child child = Child.run(ChildTask.PROVISION, situation)) {
                child.awaitReady();
                CallBarrier answer = account.holdAt(CallBarrier.at("create thing"));
                child.go();
                answer.awaitReached();
                assertThatThrownBy(() -> provision(other, ManualClock.running()))
                        .isInstanceOf(CredentialLockedException.class);
                answer.release();
                assertThat(child.end()).startsWith("done PROVISIONED");
            }
            assertThat(provision(other, ManualClock.running())).startsWith("EXISTING");
            assertThat(account.made(OneStepProvider.THING)).isEqualTo(1);
        }
    }

    private static Path document(Situation situation) {
        return situation.home().resolve("agents").resolve(ChildMain.AGENT).resolve("credentials.json");
    }
}
