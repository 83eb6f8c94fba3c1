package io.meepa.verification.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of the built-in providers: no revocation of what an earlier build made loses an id. */
class BuiltInRevocationsTest {

    @TempDir
    Path folder;

    static Stream<Fixture> homes() throws IOException {
        return Fixture.under("revocations");
    }

    @ParameterizedTest
    @MethodSource("homes")
    void takesBackEveryResource(Fixture fixture) throws IOException {
        JsonNode expected = fixture.json("expected.json");
        try (Answers service = new Answers(fixture.json("answers.json"));
                Build build = open(fixture, service)) {
            assertThat(build.seen()).isEqualTo(expected.path("seen"));

            ObjectNode outcome = build.step("deprovision");

            assertThat(service.changes()).containsAll(Fixture.texts(expected.path("changes")));
            assertThat(outcome).isEqualTo(expected.path("outcome"));
            assertThat(build.seen().path("pending")).isEmpty();
        }
    }

    private Build open(Fixture fixture, Answers service) throws IOException {
        ManualClock clock = ManualClock.at(fixture.now());
        String section = fixture.json("expected.json").path("section").asText();
        List<CredentialProvider> providers =
                section.endsWith("google_workspace") ? List.of(Build.google(clock)) : List.of();
        return Build.open(
                fixture.copyTo(folder),
                clock,
                providers,
                Map.of(section + ".base_url", service.url(), section + ".allow_loopback_http", true));
    }
}
