package io.meepa.credentials.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.testkit.check.ContractRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F-708: what a contract skipped is listed in its output, with the reason. */
final class SkippedPartsTest {

    @Test
    @DisplayName("F-708: the parts that were skipped are listed, and why")
    void listsWhatWasSkippedAndWhy() {
        assertThat(printed(Partial.class).lines())
                .containsSubsequence(
                        "Partial: 3 of 5 parts of the contract were skipped:",
                        "  cannot: its upstream cannot be made to do that",
                        "  isDisabled: not today",
                        "  saysNothing: it does not say why");
    }

    @Test
    @DisplayName("F-708: a contract of which nothing was skipped says so")
    void saysThatNothingWasSkipped() {
        assertThat(printed(Whole.class)).contains("Whole: all 1 parts of the contract ran");
    }

    @SuppressWarnings("SystemOut") // What is printed is what is tested.
    private static String printed(Class<?> contract) {
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            ContractRun.of(contract);
        } finally {
            System.setOut(before);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Launched by a test, not found by the build. */
    @ExtendWith(SkippedParts.class)
    static final class Partial {

        @Test
        void runs() {}

        @Test
        void fails() {
            fail("a bug");
        }

        @Test
        void cannot() {
            assumeTrue(false, "its upstream cannot be made to do that");
        }

        @Test
        void saysNothing() {
            abort();
        }

        @Test
        @Disabled("not today")
        void isDisabled() {}
    }

    /** Launched by a test, not found by the build. */
    @ExtendWith(SkippedParts.class)
    static final class Whole {

        @Test
        void runs() {}
    }
}
