package io.meepa.verification.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.examples.quickstart.Quickstart;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The program of the quick start, in an environment without a variable")
final class QuickstartTest {

    @TempDir
    private Path scratch;

    @Test
    @DisplayName("runs twice, and the second run reports existing, as the README says")
    void runsTwice() throws Exception {
        String configuration =
                Source.root().resolve("examples/quickstart/config.yaml").toString();

        String first = Jvm.ofTheseTests().run(scratch, Quickstart.class, configuration, "home");
        String second = Jvm.ofTheseTests().run(scratch, Quickstart.class, configuration, "home");

        assertThat(Source.read("README.md")).contains("the second run reports `existing`");
        assertThat(first).contains("provisioned").doesNotContainPattern("meepa +email +agentmail +existing");
        assertThat(second).containsPattern("meepa +email +agentmail +existing");
        assertThat(first + second).doesNotContain("ghp_");
    }
}
