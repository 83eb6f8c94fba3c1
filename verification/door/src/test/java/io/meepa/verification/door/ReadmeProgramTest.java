package io.meepa.verification.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The README's program, with its dependencies and its config.yaml, in a container")
final class ReadmeProgramTest {

    private static final String START = "java -cp 'target/classes:target/lib/*' Host";
    private static final String KEY_ENV = "agentmail: { api_key_env: AGENTMAIL_API_KEY }";

    @TempDir
    private Path scratch;

    @Test
    @DisplayName("says what to set, and starts twice, without a key and with one")
    void startsTwice() throws Exception {
        String readme = Source.read("README.md");
        Reader reader = Reader.in(scratch);
        String configuration = Page.first(readme, "yaml");
        reader.write("pom.xml", Projects.around(Page.first(readme, "xml")));
        reader.write("src/main/java/Host.java", Page.first(readme, "java"));
        reader.write("config.yaml", configuration);
        reader.run("mvn -q package", Map.of());
        assertThat(configuration.lines()).hasSize(12);
        assertThat(readme).contains("set `MEEPA_HOME`");
        assertThat(reader.run(START + " || true", Map.of())).contains("set MEEPA_HOME");

        // As it stands: no key, no account. The login is stored all the same, and the tool gets it.
        Map<String, String> variables = Map.of("MEEPA_HOME", "home", "GITHUB_TOKEN", "ghp-canary-12");
        String first = reader.run(START, variables);
        assertThat(first).contains("result=SKIPPED", "AGENTMAIL_API_KEY", "GITHUB_TOKEN=***");
        assertThat(reader.run(START, variables)).contains("GITHUB_TOKEN=***").doesNotContain("canary");
        assertThat(first).doesNotContain("canary");

        try (AgentMailStandIn mail = AgentMailStandIn.start()) {
            reader.write("config.yaml", at(mail, configuration));
            Map<String, String> key = Map.of("MEEPA_HOME", "home", "AGENTMAIL_API_KEY", mail.organisationKeyText());
            assertThat(reader.run(START, key)).contains("result=PROVISIONED", "AGENT_EMAIL=", "GITHUB_TOKEN=***");
            assertThat(reader.run(START, key)).contains("result=EXISTING", "AGENT_EMAIL=", "GITHUB_TOKEN=***");
        }
        assertThat(Files.isRegularFile(scratch.resolve("folder/home/agents/meepa/credentials.json")))
                .isTrue();
    }

    private static String at(AgentMailStandIn mail, String configuration) {
        assertThat(configuration).contains(KEY_ENV);
        return configuration.replace(
                KEY_ENV, "agentmail: { base_url: \"%s\", allow_loopback_http: true }".formatted(mail.baseUrl()));
    }
}
