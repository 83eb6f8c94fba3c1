package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.report.TransferReport;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.credentials.store.postgres.PostgresStore;
import io.meepa.verification.database.FaultySource;
import io.meepa.verification.database.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Documents are copied between files and rows as they are, and all of them get a new data key, by the whole library. */
class TransferTest {

    private static final String CANARY = "canary-transfer-";
    private static final List<AgentId> AGENTS =
            IntStream.range(0, 5).mapToObj(i -> AgentId.of("agent-" + i)).toList();

    private final Identity identity = Identity.generate();
    private final PGSimpleDataSource database = database();
    private final FaultySource faults = FaultySource.of(database);
    private final List<CredentialEvent> events = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    private Path home = Path.of("");

    private static PGSimpleDataSource database() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(SharedServer.server().url(SharedServer.newDatabase()));
        source.setUser("postgres");
        execute(source, PostgresSchema.tables());
        return source;
    }

    @BeforeEach
    void fillsAFileStore() {
        home = folder.resolve("home");
        try (CredentialManager files = files().open()) {
            AGENTS.forEach(agent -> files.agent(agent)
                    .add(AgentCredential.login("github")
                            .item("token", Secret.of(CANARY + agent), ItemType.API_TOKEN)
                            .build()));
        }
        events.clear();
    }

    @Test
    void takesOverAFolderAndGivesItBackByteForByte() throws IOException {
        Path back = folder.resolve("back");
        try (CredentialManager rows = rows().open()) {
            assertThat(rows.storage().importFrom(home)).isEqualTo(copied(AGENTS));
            assertThat(rows.storage().importFrom(home)).isEqualTo(same(AGENTS));
            AGENTS.forEach(agent -> assertThat(token(rows, agent)).isEqualTo(CANARY + agent));

            assertThat(rows.storage().exportTo(back)).isEqualTo(copied(AGENTS));
            assertThat(rows.storage().exportTo(back)).isEqualTo(same(AGENTS));
        }
        for (AgentId agent : AGENTS) {
            assertThat(document(back, agent)).hasSameBinaryContentAs(document(home, agent));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(document(back, agent))))
                    .isEqualTo("rw-------");
        }
        assertThat(ended(CredentialEvent.Kind.ADD)).isEqualTo(AGENTS.size());
        assertThat(events.toString()).doesNotContain(CANARY);
    }

    @Test
    void isDecryptedByHandAfterAnExport() throws IOException, InterruptedException {
        Path sops = Programs.require("sops");
        Path back = folder.resolve("back");
        try (CredentialManager rows = rows().open()) {
            rows.storage().importFrom(home);
            rows.agent(AGENTS.get(0))
                    .add(AgentCredential.login("gitlab")
                            .item("token", Secret.of(CANARY + "row"), ItemType.API_TOKEN)
                            .build());
            rows.storage().exportTo(back);
        }
        try (Secret key = identity.secret()) {
            assertThat(Programs.run(
                            Map.of("SOPS_AGE_KEY", key.reveal()),
                            sops.toString(),
                            "--decrypt",
                            document(back, AGENTS.get(0)).toString()))
                    .contains(CANARY + AGENTS.get(0), CANARY + "row");
        }
    }

    @Test
    void copiesFromOneStoreOfTheConfigurationToTheOtherAndBack() {
        Path elsewhere = folder.resolve("elsewhere");
        try (CredentialManager files = files().open()) {
            assertThat(files.storage().copyTo("postgres")).isEqualTo(copied(AGENTS));
            assertThat(files.storage().copyTo("postgres")).isEqualTo(same(AGENTS));
            assertThatThrownBy(() -> files.storage().copyTo("nowhere"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("nowhere");
            assertThatThrownBy(() -> files.storage().copyTo("none")).isInstanceOf(StoreException.class);
        }
        try (CredentialManager rows = rows().home(elsewhere).open()) {
            assertThat(rows.storage().copyTo("sops")).isEqualTo(copied(AGENTS));
        }
        try (CredentialManager files = files().home(elsewhere).open()) {
            assertThat(token(files, AGENTS.get(3))).isEqualTo(CANARY + AGENTS.get(3));
        }
    }

    @Test
    void continuesWhereItWasCutOff() {
        try (CredentialManager rows = rows().open()) {
            faults.afterFault(() -> faults.fail(FaultySource.Fault.NO_CONNECTION, 10_000, ""));
            faults.fail(FaultySource.Fault.ANSWER_LOST, 1, "insert into meepa.document");
            assertThatThrownBy(() -> rows.storage().importFrom(home)).isInstanceOf(RuntimeException.class);
            faults.fail(FaultySource.Fault.NONE, 0, "");

            TransferReport second = rows.storage().importFrom(home);

            assertThat(second.ok()).isTrue();
            assertThat(second.documents()).isEqualTo(AGENTS.size());
            assertThat(second.same()).isNotEmpty();
            assertThat(second.copied()).isNotEmpty();
            AGENTS.forEach(agent -> assertThat(token(rows, agent)).isEqualTo(CANARY + agent));
        }
    }

    @Test
    void leavesOneThatDiffersAndRefusesOneThatItCannotOpenAndCopiesTheOthers() throws IOException {
        try (CredentialManager rows = rows().open()) {
            rows.agent(AGENTS.get(0))
                    .add(AgentCredential.login("own")
                            .item("token", Secret.of("other"), ItemType.API_TOKEN)
                            .build());
            Files.writeString(document(home, AGENTS.get(1)), "{\"x\":\"" + CANARY + "\"}");
            Files.copy(document(home, AGENTS.get(3)), folder.resolve("moved"));
            Files.delete(document(home, AGENTS.get(2)));
            Files.move(folder.resolve("moved"), document(home, AGENTS.get(2)));

            TransferReport report = rows.storage().importFrom(home);

            assertThat(report.copied()).containsExactly(AGENTS.get(3), AGENTS.get(4));
            assertThat(report.different()).containsExactly(AGENTS.get(0));
            assertThat(report.refused().stream().map(TransferReport.Refused::agent))
                    .containsExactly(AGENTS.get(1), AGENTS.get(2));
            assertThat(report.refused().get(1).reason()).contains("it is the document of agent agent-3");
            assertThat(report.documents()).isEqualTo(AGENTS.size());
            assertThat(report.ok()).isFalse();
            assertThat(report.toString()).doesNotContain(CANARY);
            assertThat(rows.agent(AGENTS.get(0)).list()).hasSize(1);
        }
    }

    @Test
    void refusesDocumentsOfAnotherNamespaceOrKey() {
        try (CredentialManager rows =
                rows().set("credentials.namespace", "elsewhere").open()) {
            TransferReport report = rows.storage().importFrom(home);
            assertThat(report.refused()).hasSize(AGENTS.size());
            assertThat(report.refused().get(0).reason()).contains("namespace meepa, not of elsewhere");
        }
        try (CredentialManager rows = rows(Identity.generate()).open()) {
            TransferReport report = rows.storage().importFrom(home);
            assertThat(report.refused()).hasSize(AGENTS.size());
            assertThat(rows.agents()).isEmpty();
        }
    }

    @Test
    void refusesAFolderThatIsNoHomeAndALinkInADocumentsPlace() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), CANARY);
        Files.delete(document(home, AGENTS.get(0)));
        Files.createSymbolicLink(document(home, AGENTS.get(0)), outside);
        try (CredentialManager rows = rows().open()) {
            assertThatThrownBy(() -> rows.storage().importFrom(folder.resolve("nothing")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageEndingWith("agents is not there: name the home of a file store");
            assertThatThrownBy(() -> rows.storage().importFrom(home))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(document(home, AGENTS.get(0)) + " cannot be read")
                    .hasMessageNotContaining(CANARY);
            assertThat(rows.agents()).isEmpty();
        }
    }

    @Test
    void givesAllOrWhatIsLeftOfThemANewDataKey() {
        String recovery = Identity.generate().recipient().toString();
        try (CredentialManager rows = rows().open()) {
            rows.storage().importFrom(home);
            assertThat(rows.storage().rekey()).noneMatch(RekeyReport::done);
        }
        String recipients = "credentials.credential_store.postgres.recipients";
        try (CredentialManager rows = rows().set(recipients, List.of(recovery)).open()) {
            assertThat(rows.storage().rekeyPlan())
                    .hasSize(AGENTS.size())
                    .allSatisfy(plan -> assertThat(plan.added()).containsExactly(recovery));
            rows.agent(AGENTS.get(2)).storage().rekey();
            events.clear();

            List<RekeyReport> reports = rows.storage().rekey();

            assertThat(reports).hasSize(AGENTS.size());
            assertThat(reports.stream().filter(RekeyReport::done).map(RekeyReport::agent))
                    .hasSize(AGENTS.size() - 1)
                    .doesNotContain(AGENTS.get(2));
            assertThat(ended(CredentialEvent.Kind.REKEY)).isEqualTo(AGENTS.size() - 1);
            assertThat(rows.storage().rekey()).noneMatch(RekeyReport::done);
            AGENTS.forEach(agent -> assertThat(token(rows, agent)).isEqualTo(CANARY + agent));
        }
    }

    @Test
    void givesTheOthersANewDataKeyWhereOneIsDamaged() {
        try (CredentialManager rows = rows().open()) {
            rows.storage().importFrom(home);
        }
        execute(database, "update meepa.document set write_id = gen_random_uuid(), body = 'x' where agent = 'agent-1'");
        String recovery = Identity.generate().recipient().toString();
        String recipients = "credentials.credential_store.postgres.recipients";
        try (CredentialManager rows = rows().set(recipients, List.of(recovery)).open()) {
            List<RekeyReport> reports = rows.storage().rekey();

            assertThat(reports.stream().filter(RekeyReport::done)).hasSize(AGENTS.size() - 1);
            assertThat(reports.get(1).blockers()).hasSize(1);
        }
    }

    private CredentialManagerBuilder files() {
        return builder(identity).set("credentials.credential_store.provider", "sops");
    }

    private CredentialManagerBuilder rows() {
        return rows(identity);
    }

    private CredentialManagerBuilder rows(Identity key) {
        return builder(key).set("credentials.credential_store.provider", "postgres");
    }

    private CredentialManagerBuilder builder(Identity key) {
        String text;
        try (Secret secret = key.secret()) {
            text = secret.reveal();
        }
        String store = "credentials.credential_store.";
        return CredentialManager.builder()
                .home(home)
                .environment(name -> name.equals("MEEPA_KEY") ? text : null)
                .listener(events::add)
                .store(new PostgresStore(faults.source()))
                .set(store + "sops.key_env", "MEEPA_KEY")
                .set(store + "postgres.key_env", "MEEPA_KEY")
                .set(store + "postgres.read_patience", "500ms")
                .set(store + "postgres.write_patience", "2s");
    }

    private static String token(CredentialManager manager, AgentId agent) {
        return manager.agent(agent)
                .get(Category.LOGIN, "github")
                .secret("token")
                .reveal();
    }

    private long ended(CredentialEvent.Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind && event.phase() == CredentialEvent.Phase.SUCCEEDED)
                .count();
    }

    private static Path document(Path home, AgentId agent) {
        return home.resolve("agents").resolve(agent.value()).resolve("credentials.json");
    }

    private static TransferReport copied(List<AgentId> agents) {
        return new TransferReport(agents, List.of(), List.of(), List.of());
    }

    private static TransferReport same(List<AgentId> agents) {
        return new TransferReport(List.of(), agents, List.of(), List.of());
    }

    private static void execute(PGSimpleDataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
