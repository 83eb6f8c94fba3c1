package io.meepa.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.verification.crash.Situation.Keeping;
import io.meepa.verification.crash.Situation.UpstreamClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R3: processes with threads provision one agent at once, and one create call is made. */
@Tag("proof")
class RaceProofTest {

    private static final int THREADS = 4;

    @TempDir
    Path folder;

    static IntStream processes() {
        return Proof.full() ? IntStream.of(2, 8, 16) : IntStream.of(2, 8);
    }

    @ParameterizedTest
    @MethodSource("processes")
    @DisplayName("R3: N processes of four threads each make one create call; one reports that it was made")
    void createsOnce(int processes) throws Exception {
        List<UpstreamClass> kinds = Proof.full() ? List.of(UpstreamClass.values()) : List.of(UpstreamClass.NEITHER);
        for (UpstreamClass kind : kinds) {
            try (ProofRun proofRun = new ProofRun(folder.resolve(kind.name()))) {
                Situation situation = proofRun.situation(kind);
                List<String> ends = race(proofRun, situation, processes);
                String made = kind == UpstreamClass.SEVERAL_STEPS ? "inbox" : OneStepProvider.THING;
                assertThat(proofRun.account(situation).made(made)).isEqualTo(1);
                assertThat(proofRun.account(situation).live(made)).hasSize(1);
                assertThat(ends)
                        .filteredOn(end -> end.startsWith("done PROVISIONED"))
                        .hasSize(1);
                assertThat(ends)
                        .filteredOn(end -> end.startsWith("done EXISTING"))
                        .hasSize(processes * THREADS - 1);
                Proof.report("race, " + kind, processes + " processes x " + THREADS + " threads: 1 create call");
            }
        }
    }

    /** The answer to the create is held until every thread of every process is on its way. */
    private static List<String> race(ProofRun proofRun, Situation situation, int processes) throws IOException {
        Account account = proofRun.account(situation);
        boolean steps = situation.upstream() == UpstreamClass.SEVERAL_STEPS;
        CallBarrier answer = account.holdAt(CallBarrier.at(steps ? "create inbox" : "create thing"));
        List<Child> racers = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                racers.add(Child.race(THREADS, situation));
            }
            for (Child racer : racers) {
                racer.awaitReady();
            }
            for (Child racer : racers) {
                racer.go();
            }
            List<String> said = new ArrayList<>();
            for (Child racer : racers) {
                for (int entered = 0; entered < THREADS; entered++) {
                    assertThat(racer.line()).contains("enters");
                }
            }
            answer.awaitReached();
            answer.release();
            for (Child racer : racers) {
                for (Optional<String> line = racer.line(); line.isPresent(); line = racer.line()) {
                    said.add(line.get());
                }
            }
            return said;
        } finally {
            racers.forEach(Child::close);
        }
    }

    @Test
    @DisplayName("Without the lock the fence is left: who comes second finds the slot changed, and makes nothing")
    void makesOneWithoutTheLock() throws Exception {
        int made = madeByTwo(Keeping.WITHOUT_LOCK);
        Proof.report("race without the lock", made + " create call");
        assertThat(made).isEqualTo(1);
    }

    @Test
    @DisplayName("The negative control: without lock and fence two processes make two, and it is seen")
    void makesTwoWithoutLockAndFence() throws Exception {
        int made = madeByTwo(Keeping.WITHOUT_LOCK_AND_FENCE);
        Proof.report("negative control without lock and fence", made + " create calls");
        assertThat(made).isEqualTo(2);
    }

    private int madeByTwo(Keeping store) throws Exception {
        try (ProofRun proofRun = new ProofRun(folder)) {
            Situation situation = proofRun.situation(UpstreamClass.FINDABLE).keeping(store);
            proofRun.account(situation).holdAt(CallBarrier.meeting(LocklessStore.INTENT, 2));
            try (Child one = Child.race(1, situation);
                    Child other = Child.race(1, situation)) {
                one.awaitReady();
                other.awaitReady();
                one.go();
                other.go();
                one.end();
                other.end();
            }
            return proofRun.account(situation).made(OneStepProvider.THING);
        }
    }
}
