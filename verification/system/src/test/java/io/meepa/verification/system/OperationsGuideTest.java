package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the guide asks operators to type do what it says. */
final class OperationsGuideTest {

    private static final Pattern COMMANDS = Pattern.compile("(?s)```bash\n(.*?)```");

    @TempDir
    private Path home = Path.of("");

    @Test
    void triesARecoveryWithoutShowingAValue() throws IOException, InterruptedException {
        Path sops = Programs.require("sops");
        Path bash = Programs.require("bash");
        try (CredentialManager manager = CredentialManager.builder()
                .home(home)
                .environment(variable -> null)
                .open()) {
            manager.agent("meepa")
                    .add(AgentCredential.login("github")
                            .item("token", Secret.of("ghp-canary-11"), ItemType.API_TOKEN)
                            .build());
        }
        Path agent = home.resolve("agents/meepa");
        Map<String, String> variables = Map.of(
                "PATH", sops.getParent() + ":" + System.getenv("PATH"),
                "KEY", agent.resolve("private-key.key").toString(),
                "DOCUMENT", agent.resolve("credentials.json").toString());

        assertThat(Programs.run(variables, bash.toString(), "-euo", "pipefail", "-c", commands()))
                .contains("github")
                .doesNotContain("canary");
    }

    private static String commands() throws IOException {
        return COMMANDS.matcher(Files.readString(guide()))
                .results()
                .map((MatchResult block) -> block.group(1))
                .reduce("", String::concat);
    }

    private static Path guide() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/operations.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "run this within the repository");
        }
        return folder.resolve("docs/operations.md");
    }
}
