package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.event.CredentialMetrics;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.tool.AgentEnvironment;
import io.meepa.credentials.tool.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R15, F-11: what happens is on record before it happens, counted and timed. */
class AuditTest {

    private static final Pattern WHAT =
            Pattern.compile("\"kind\":\"([A-Z]+)\",\"phase\":\"([A-Z]+)\",\"subject\":\"([^\"]*)\"");
    private static final String CANARY = "canary-0123456789";

    @TempDir
    private Path home;

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();

    private CredentialManagerBuilder host() {
        return Managers.builder(store, mail)
                .home(home)
                .set("agents.meepa", Map.of("id", "meepa"))
                .set("credentials.audit.enabled", true);
    }

    private static AgentCredential github() {
        return AgentCredential.login("github")
                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                .build();
    }

    private String trail() throws IOException {
        return Files.readString(home.resolve("audit").resolve("audit-000001.jsonl"));
    }

    private List<String> recorded() throws IOException {
        return WHAT.matcher(trail())
                .results()
                .map(found -> found.group(1) + " " + found.group(2) + " " + found.group(3))
                .toList();
    }

    @Test
    void recordsEveryMutationAndHandOverWithoutAValue() throws IOException {
        try (CredentialManager manager = host().set("agent_defaults.image_config.inject_credentials_env", true)
                .set("credentials.environment.grants.GITHUB_TOKEN", "login/github#token")
                .open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            meepa.add(github());
            meepa.get(Category.LOGIN, "github");
            handOver(meepa);
            assertThatThrownBy(() -> meepa.remove(Category.LOGIN, "gitlab"))
                    .isInstanceOf(CredentialNotFoundException.class);
            meepa.deprovision(DeprovisionMode.REVOKE);

            assertThat(manager.verifyAudit().ok()).isTrue();
            assertThat(manager.verifyAudit().last()).isEqualTo(recorded().size());
        }
        assertThat(recorded())
                .startsWith("PROVISION BEGUN email/mailbox", "PROVISION SUCCEEDED email/mailbox")
                .contains(
                        "REVEAL SUCCEEDED login/github",
                        "INJECT SUCCEEDED process AGENT_EMAIL,GITHUB_TOKEN,MAILBOX_API_KEY",
                        "INJECT SUCCEEDED file AGENT_EMAIL,GITHUB_TOKEN,MAILBOX_API_KEY",
                        "INJECT SUCCEEDED variables AGENT_EMAIL,GITHUB_TOKEN,MAILBOX_API_KEY",
                        "INJECT SUCCEEDED docker client AGENT_EMAIL,GITHUB_TOKEN,MAILBOX_API_KEY",
                        "INJECT SUCCEEDED cred:///login/github#token",
                        "REMOVE FAILED login/gitlab",
                        "REVOKE SUCCEEDED email/mailbox");
        assertThat(recorded().stream().filter(line -> line.contains(" BEGUN ")).count())
                .isEqualTo(recorded().stream()
                        .filter(line -> !line.contains(" BEGUN "))
                        .count());
        assertThat(trail()).doesNotContain("canary").doesNotContain("key-of-");
    }

    private void handOver(AgentCredentials meepa) {
        AgentEnvironment environment = meepa.environment();
        assertThat(environment.variables()).containsKey("GITHUB_TOKEN");
        environment.applyTo(new ProcessBuilder("true"));
        environment.applyToDocker(new ProcessBuilder("true"));
        try (EnvironmentFile file = environment.writeFile(home)) {
            assertThat(file.path()).exists();
        }
        assertThat(meepa.tools()
                        .references()
                        .resolve("cred:///login/github#token")
                        .matches(Secret.of(CANARY)))
                .isTrue();
        assertThat(meepa.tools().references().resolve(List.of("plain"))).hasSize(1);
    }

    @Test
    @DisplayName("S16: where a beginning cannot be recorded, and the host says so, nothing happens")
    void doesNothingUnrecordedWhereItMustNot() throws IOException {
        List<CredentialEvent> received = new ArrayList<>();
        try (CredentialManager manager = host().set("credentials.audit.on_failure", "refuse")
                .listener(received::add)
                .open()) {
            Files.writeString(home.resolve("audit"), "in the way");
            AgentCredentials meepa = manager.agent("meepa");

            assertThatThrownBy(() -> meepa.add(github()))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("agent meepa: ADD BEGUN");
            assertThatThrownBy(() -> meepa.get(Category.LOGIN, "github")).isInstanceOf(AuditUnavailableException.class);
            assertThatThrownBy(meepa::environment).isInstanceOf(AuditUnavailableException.class);
            assertThat(meepa.provision().outcomes())
                    .filteredOn(outcome -> outcome.category().equals(Category.EMAIL))
                    .singleElement()
                    .satisfies(outcome -> {
                        assertThat(outcome.result()).isEqualTo(ProvisioningReport.Result.FAILED);
                        assertThat(outcome.detail()).contains("could not be recorded");
                    });
        }
        assertThat(store.written).isEmpty();
        assertThat(mail.issued).isEmpty();
        assertThat(received).isEmpty();
    }

    @Test
    void continuesUnrecordedUnlessTheHostSaysOtherwise() throws IOException {
        try (CredentialManager manager = host().open()) {
            Files.writeString(home.resolve("audit"), "in the way");
            manager.agent("meepa").add(github());
            assertThat(manager.agent("meepa").list()).hasSize(1);
        }
    }

    @Test
    void hidesNoChangeWhoseEndCannotBeRecorded() throws IOException {
        try (CredentialManager manager = host().set("credentials.audit.on_failure", "refuse")
                .listener(event -> takeAwayTheTrail(event))
                .open()) {
            manager.agent("meepa").add(github());
            assertThat(manager.agent("meepa").list()).hasSize(1);
        }
    }

    private void takeAwayTheTrail(CredentialEvent event) {
        if (event.phase() == Phase.BEGUN) {
            try {
                Files.move(home.resolve("audit"), home.resolve("moved"));
                Files.writeString(home.resolve("audit"), "in the way");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Test
    void takesItsKeyFromAVariableOrFromCode() {
        Map<String, String> variables = Map.of("AUDIT_KEY", "canary-" + "k".repeat(40));
        try (CredentialManager manager = host().environment(variables::get)
                .set("credentials.audit.key_env", "AUDIT_KEY")
                .set("credentials.audit.on_failure", "refuse")
                .open()) {
            manager.agent("meepa").add(github());
            assertThat(manager.verifyAudit().last()).isEqualTo(2);
        }
        try (CredentialManager manager = host().auditKey(() -> Secret.of("canary-" + "k".repeat(40)))
                .set("credentials.audit.enabled", false)
                .open()) {
            assertThat(manager.verifyAudit().ok()).isTrue();
            assertThat(manager.verifyAudit().last()).isEqualTo(2);
        }
        assertThat(home.resolve("audit.key")).doesNotExist();
    }

    @Test
    void refusesTwoPlacesForOneKey() {
        CredentialManagerBuilder host = host().set("credentials.audit.key_env", "AUDIT_KEY")
                .set("credentials.audit.key_file", home.resolve("key").toString());

        assertThatThrownBy(host::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("credentials.audit.key_env stands beside key_file: keep one of them");
    }

    @Test
    void keepsNoTrailUnlessAskedTo() {
        try (CredentialManager manager =
                host().set("credentials.audit.enabled", false).open()) {
            manager.agent("meepa").add(github());
            assertThat(manager.verifyAudit().last()).isZero();
        }
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void countsAndTimesWhatHappens() {
        Meter meter = new Meter();
        ManualClock clock = ManualClock.at(Managers.NOW);
        mail.onIssue.add(request -> clock.advance(Duration.ofSeconds(7)));
        try (CredentialManager manager = host().clock(clock)
                .metrics(meter)
                .metrics((kind, outcome, agent, took) -> {
                    throw new IllegalStateException("bad metrics");
                })
                .open()) {
            manager.agent("meepa").provision();
            assertThatThrownBy(() -> manager.agent("meepa").get(Category.LOGIN, "github"))
                    .isInstanceOf(CredentialNotFoundException.class);
        }
        assertThat(meter.received)
                .containsExactly("opened PT0S", "waited true PT0S", "PROVISION SUCCEEDED PT7S", "REVEAL FAILED PT0S");
    }

    private static final class Meter implements CredentialMetrics {

        private final List<String> received = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void ended(Kind kind, Phase outcome, AgentId agent, Duration took) {
            received.add(kind + " " + outcome + " " + took);
        }

        @Override
        public void waited(AgentId agent, boolean free, Duration waited) {
            received.add("waited " + free + " " + waited);
        }

        @Override
        public void opened(Duration took) {
            received.add("opened " + took);
        }
    }
}
