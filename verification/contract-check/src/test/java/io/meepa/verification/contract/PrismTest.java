package io.meepa.verification.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.RecordedRequest;
import io.meepa.verification.contract.Replay.Answer;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Prism refuses no request of the providers. It runs on the vendors' own descriptions, which are not ours to hand on:
 * {@code mvn -P contract-check -Dspecs.folder=...} names the folder that has them.
 */
@EnabledIfSystemProperty(named = "contract.check", matches = "true", disabledReason = "needs -P contract-check")
class PrismTest {

    private static final String FOLDER = System.getProperty("specs.folder", "");

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void requireWhatItTakes() {
        require(!FOLDER.isEmpty(), "-Dspecs.folder=... does not name the folder of descriptions");
        require(present("node") && present("npm"), "node and npm are not on the path");
    }

    @ParameterizedTest
    @CsvSource({
        "agentmail-openapi.fern-export.2026-07-30.yml, 204",
        "agentmail-openapi.published-copy.2026-08-03.yml, 200"
    })
    void takesEveryRequestToAgentMail(String description, int deleted) throws Exception {
        List<Answer> answers = replayed(description, MailRequests.recorded());

        assertThat(answers)
                .filteredOn(answer -> answer.method().equals("DELETE"))
                .isNotEmpty()
                .allMatch(answer -> answer.status() == deleted);
    }

    @Test
    void takesEveryRequestToTheDirectory() throws Exception {
        replayed("google-admin.directory_v1.swagger2.json", DirectoryRequests.recorded());
    }

    @Test
    void refusesWhatTheDescriptionDoesNotKnow() throws Exception {
        try (Prism prism = Prism.on(description("agentmail-openapi.fern-export.2026-07-30.yml"))) {
            assertThat(new Replay(http, prism.address())
                            .all(List.of(
                                    request("POST", "/v0/inboxes", "{\"username\":5}", "Bearer x"),
                                    request("POST", "/v0/inboxes", "{\"user_name\":\"a\"}", "Bearer x"),
                                    request("POST", "/v0/inboxes", "{}", ""),
                                    request("PUT", "/v0/inboxes", "{}", "Bearer x"),
                                    request("POST", "/v0/inboxes/a/suspend", "{}", "Bearer x"))))
                    .hasSize(5)
                    .allMatch(Answer::refused);
        }
    }

    private List<Answer> replayed(String file, List<RecordedRequest> requests) throws Exception {
        try (Prism prism = Prism.on(description(file))) {
            List<Answer> answers = new ArrayList<>(new Replay(http, prism.address()).all(requests));
            List<Answer> refused = answers.stream().filter(Answer::refused).toList();
            say(file + ": " + answers.size() + " requests replayed, " + refused.size() + " refused");
            assertThat(refused).isEmpty();
            return answers;
        }
    }

    private static RecordedRequest request(String method, String path, String body, String authorization) {
        Optional<Secret> header = authorization.isEmpty() ? Optional.empty() : Optional.of(Secret.of(authorization));
        return new RecordedRequest(Instant.EPOCH, method, path, Map.of(), header, "", body);
    }

    private static Path description(String file) throws IOException {
        Path description = Path.of(FOLDER, file);
        assertThat(description).isRegularFile();
        return ClosedDescription.of(description, Prism.FOLDER);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            say("skipped: " + otherwise);
        }
        assumeTrue(holds, otherwise);
    }

    private static boolean present(String program) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** For whoever runs the profile: its output is not redirected. */
    private static void say(String line) {
        System.out.println("[contract check] " + line);
    }
}
