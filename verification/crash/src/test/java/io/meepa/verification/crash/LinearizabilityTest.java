package io.meepa.verification.crash;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** R3, R8: whatever threads and managers do with one agent at once looks as if they had done it one after the other. */
@Tag("proof")
class LinearizabilityTest {

    private static final int SCENARIOS = Proof.full() ? 50 : 6;
    private static final int RUNS = Proof.full() ? 200 : 40;

    private static StressOptions options() {
        return new StressOptions()
                .iterations(SCENARIOS)
                .invocationsPerIteration(RUNS)
                .threads(3)
                .actorsPerThread(3)
                .minimizeFailedScenario(false)
                .sequentialSpecification(SequentialModel.class);
    }

    @Test
    @DisplayName("R8: add, replace, remove, get, list and provision on the memory store are linearizable")
    void looksSequential() {
        options().check(TwoManagers.Careful.class);
        Proof.report("linearizability", SCENARIOS + " x " + RUNS + " runs of 3 threads x 3 operations");
    }

    @Test
    @DisplayName("The negative control: where the last writer wins, updates are lost, and it is seen")
    void seesUpdatesThatAreLost() {
        assertThatThrownBy(() -> options().iterations(1_000).check(TwoManagers.Careless.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }
}
