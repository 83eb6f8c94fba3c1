package io.meepa.examples.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.verification.watch.CanaryWatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R13: these tests are watched for made-up secrets")
final class WatchedTest {

    @Test
    void seesAPlantedSecretInOutputAndLog() {
        assertThat(CanaryWatch.plant()).containsExactly("standard output", "standard error", "the log");
    }
}
