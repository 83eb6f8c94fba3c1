package io.meepa.verification.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.store.postgres.PostgresStore;
import io.meepa.credentials.testkit.fake.FakeKeyProvider;
import io.meepa.credentials.testkit.fake.FakeKeyService;
import io.meepa.credentials.testkit.fake.FakeResource;
import io.meepa.verification.database.PostgresPair;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A host with one agent and one box, whose documents are in a namespace of its own. Opened anew for each step. */
final class PostgresHost {

    static final String AGENT = "meepa";

    private static final CredentialKey BOX = CredentialKey.of(BoxProvider.CATEGORY, FakeKeyProvider.ID);

    final String namespace = "r-" + UUID.randomUUID().toString().substring(0, 8);
    final FakeKeyService service = FakeKeyService.of(Creation.FINDABLE);
    final Map<String, Object> settings = new HashMap<>();
    final List<String> notices = new CopyOnWriteArrayList<>();
    Clock clock = Clock.systemUTC();
    String url;
    String asked = "";
    String answer = "";

    private final PostgresPair pair;
    private final Path folder;
    private final Identity identity = Identity.generate();

    PostgresHost(Path folder, PostgresPair pair) {
        this.folder = folder.resolve("host-" + UUID.randomUUID());
        this.pair = pair;
        this.url = pair.url();
        settings.put("user", "postgres");
    }

    private CredentialManager open() {
        String store = "credentials.credential_store.postgres.";
        Map<String, String> environment = new HashMap<>(service.environment());
        try (Secret key = identity.secret()) {
            environment.put("MEEPA_KEY", key.reveal());
        }
        var builder = CredentialManager.builder()
                .home(folder)
                .clock(clock)
                .environment(environment::get)
                .withoutDiscovery()
                .provider(new FakeKeyProvider(service))
                .store(
                        asked.isEmpty()
                                ? new PostgresStore()
                                : new PostgresStore(
                                        RewritingServer.of(pair.primary().superuser(), asked, answer)))
                .listener(this::noticed)
                .set("credentials.enabled", true)
                .set("credentials.namespace", namespace)
                .set("credentials.lock_timeout", "3s")
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", FakeKeyProvider.ID)
                .set("credentials.credential_store.provider", "postgres")
                .set(store + "key_env", "MEEPA_KEY")
                .set("agents." + AGENT, Map.of("id", AGENT));
        if (asked.isEmpty()) {
            settings.forEach((key, value) -> builder.set(store + key, value));
            builder.set(store + "url", url);
        }
        return builder.open();
    }

    private void noticed(CredentialEvent event) {
        if (event.kind() == CredentialEvent.Kind.STORE_NOTICE) {
            notices.add(event.subject());
        }
    }

    void with(Consumer<CredentialManager> work) {
        try (CredentialManager manager = open()) {
            work.accept(manager);
        }
    }

    /** Provisions, so that there is something healthy. */
    void settle() {
        with(manager -> assertThat(manager.provision()).isNotNull());
        requireHealthy();
    }

    void provision() {
        with(manager -> manager.agent(AGENT).provision());
    }

    /** What a lost run began is taken up first, once no call of it can be under way. */
    void provisionUntilOk() {
        with(manager -> {
            ProvisioningReport report = manager.agent(AGENT).provision();
            for (int tries = 0; tries < 20 && !report.ok(); tries++) {
                report = manager.agent(AGENT).provision();
            }
            assertThat(report.ok()).as(report.outcomes().toString()).isTrue();
        });
    }

    /** The agent has one box, the one on record, and provisioning has nothing to do. */
    void requireHealthy() {
        int before = service.resources().size();
        with(manager -> {
            assertThat(manager.agent(AGENT).provision().ok()).isTrue();
            String recorded =
                    manager.agent(AGENT).get(BOX).secret(FakeKeyProvider.BOX_ID).reveal();
            assertThat(boxes()).containsExactly(recorded);
        });
        assertThat(service.resources()).hasSize(before);
    }

    /** The ids of the boxes that are alive. */
    List<String> boxes() {
        return service.resources().stream()
                .filter(resource -> !resource.kind().equals(FakeResource.KEY))
                .map(FakeResource::id)
                .toList();
    }

    List<String> findings() {
        List<String> codes = new CopyOnWriteArrayList<>();
        with(manager -> manager.doctor().findings().stream().map(Finding::code).forEach(codes::add));
        return codes;
    }

    /** From now on the server gives another answer to a part of what it is asked. */
    void answerWith(String part, String newAnswer) {
        asked = part;
        answer = newAnswer;
    }

    String message(String code) {
        List<String> messages = new CopyOnWriteArrayList<>();
        with(manager -> manager.doctor().findings().stream()
                .filter(finding -> finding.code().equals(code))
                .map(Finding::message)
                .forEach(messages::add));
        return String.join("\n", messages);
    }

    /** Sets a setting of the primary, and returns when connections have it. */
    void setting(String name, String value) throws InterruptedException {
        pair.primary().execute("alter system set " + name + " = '" + value + "'");
        pair.primary().execute("select pg_reload_conf()");
        for (int tries = 0; !query("select current_setting('" + name + "')").equals(value); tries++) {
            assertThat(tries).as(name + " is not taken").isLessThan(3_000);
            Thread.sleep(20);
        }
    }

    private String query(String sql) {
        try (Connection connection = pair.primary().superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(pair.primary().url(database), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
