package io.meepa.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialMetrics;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.tool.EnvironmentFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-05, F-11, R15: the audit trail, events, metric labels and a recording of it all show no secret")
final class AuditSinkTest {

    @TempDir
    Path home;

    @Test
    void showNothing() throws Exception {
        StringBuilder output = new StringBuilder();
        Path recorded = home.resolve("recording.jfr");
        try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
            recording.start();
            live(output);
            recording.stop();
            recording.dump(recorded);
        }
        byte[] trail = everythingIn(home.resolve("audit"));

        assertThat(new String(trail, StandardCharsets.US_ASCII))
                .contains("\"REVEAL\"", "\"INJECT\"", "\"FAILED\"", "file GITHUB_TOKEN");
        assertThat(output.toString()).contains("REVEAL", "SUCCEEDED", "ended");
        assertThat(Canary.formsIn(trail)).isEmpty();
        assertThat(Canary.formsIn(output.toString())).isEmpty();
        assertThat(Canary.formsIn(Files.readAllBytes(recorded))).isEmpty();
    }

    /** A name is no secret: what is put where names belong is found, so the test above can fail. */
    @Test
    void showWhatIsNamedLikeASecret() throws Exception {
        try (CredentialManager manager = manager(new StringBuilder())) {
            manager.agent("meepa")
                    .add(AgentCredential.login("github")
                            .name("c4nary-erst+geheim")
                            .build());
        }
        assertThat(Canary.formsIn(everythingIn(home.resolve("audit")))).isNotEmpty();
    }

    private void live(StringBuilder output) throws IOException {
        try (CredentialManager manager = manager(output)) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.add(credential());
            assertThatThrownBy(() -> meepa.add(credential())).isInstanceOf(CredentialAlreadyExistsException.class);
            meepa.replace(credential());
            meepa.get(Category.LOGIN, "github");
            assertThat(meepa.environment().variables()).hasSize(1);
            try (EnvironmentFile file = meepa.environment().writeFile(home)) {
                assertThat(file.path()).exists();
            }
            assertThat(meepa.tools().references().resolve(List.of("x cred:///login/github#token")))
                    .hasSize(1);
            meepa.deprovision(DeprovisionMode.LOCAL_ONLY);
            assertThat(manager.verifyAudit().ok()).isTrue();
        }
    }

    private CredentialManager manager(StringBuilder output) {
        return CredentialManager.builder()
                .home(home)
                .set("credentials.credential_store.provider", "none")
                .set("credentials.audit.enabled", true)
                .set("credentials.environment.grants.GITHUB_TOKEN", "login/github#token")
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .listener(event -> output.append(event).append('\n'))
                .metrics(new Labels(output))
                .open();
    }

    private static AgentCredential credential() {
        return AgentCredential.login("github")
                .item("token", Secret.of(Canary.TEXT), ItemType.API_TOKEN)
                .build();
    }

    private static byte[] everythingIn(Path folder) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.writeBytes(Files.readAllBytes(file));
            }
        }
        return all.toByteArray();
    }

    private record Labels(StringBuilder output) implements CredentialMetrics {

        @Override
        public void ended(CredentialEvent.Kind kind, CredentialEvent.Phase outcome, AgentId agent, Duration took) {
            output.append("ended ")
                    .append(kind)
                    .append(outcome)
                    .append(agent)
                    .append(took)
                    .append('\n');
        }
    }
}
