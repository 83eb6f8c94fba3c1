package io.meepa.verification.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.spi.FindingCode;
import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.verification.database.PostgresPair;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each remedy of the PostgreSQL store's findings and notices, carried out at real servers in the state that produced it: it
 * helps, and the credentials are the same as before.
 */
class PostgresRemediesTest {

    @TempDir
    static Path folder = Path.of("");

    private static PostgresPair pair;

    @BeforeAll
    static void start() {
        pair = PostgresPair.start(folder);
        pair.primary().execute(PostgresSchema.tables());
        pair.primary().execute(PostgresSchema.roles());
        pair.primary().execute(PostgresSchema.rowSecurity());
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    /** What is wrong, and what its message says to do. */
    private record Remedy(String code, Step arrangement, Step advice) {

        @Override
        public String toString() {
            return code;
        }
    }

    /** Something that happens to a host. */
    private interface Step {

        void take(PostgresHost host) throws Exception;
    }

    @ParameterizedTest
    @MethodSource("findings")
    @DisplayName("R20: the remedy of a finding helps, and nothing healthy is gone")
    void helps(Remedy remedy) throws Exception {
        PostgresHost host = new PostgresHost(folder, pair);
        host.settle();
        remedy.arrangement().take(host);
        assertThat(host.findings()).contains(remedy.code());

        remedy.advice().take(host);

        assertThat(host.findings()).doesNotContain(remedy.code());
        host.requireHealthy();
    }

    static Stream<Remedy> findings() {
        return Stream.of(
                new Remedy(
                        "database-unavailable",
                        host -> {
                            pair.primary().execute("create database fresh");
                            host.url = pair.primary().url("fresh");
                        },
                        host -> {
                            assertThat(host.message("database-unavailable")).contains("PostgresSchema");
                            host.execute("fresh", PostgresSchema.tables());
                            assertThat(host.findings()).doesNotContain("database-unavailable");
                            host.url = pair.url();
                        }),
                new Remedy(
                        "not-replicated",
                        host -> host.setting("synchronous_standby_names", ""),
                        host -> host.setting("synchronous_standby_names", "ANY 1 (a, b)")),
                new Remedy("not-replicated", host -> host.setting("synchronous_standby_names", ""), host -> {
                    host.settings.put("engine", "managed");
                    assertThat(host.findings()).doesNotContain("not-replicated");
                    host.setting("synchronous_standby_names", "ANY 1 (a, b)");
                }),
                new Remedy(
                        "not-durable",
                        host -> host.answerWith("current_setting('fsync') = 'on'", "false"),
                        host -> host.answerWith("", "")),
                new Remedy(
                        "not-durable",
                        host -> host.answerWith("current_setting('full_page_writes') = 'on'", "false"),
                        host -> host.answerWith("", "")),
                new Remedy("rls-bypassed", host -> {}, host -> {
                    assertThat(host.message("rls-bypassed")).contains("a login that has meepa_app alone");
                    pair.primary()
                            .execute("create role gateway_1 login in role meepa_app; insert into meepa.gateway values"
                                    + " ('gateway_1', '" + host.namespace + "')");
                    host.settings.put("user", "gateway_1");
                }),
                new Remedy("read-only-server", host -> host.url = pair.standby().url("postgres"), host -> {
                    assertThat(host.message("read-only-server")).contains("targetServerType=primary and both hosts");
                    host.url = pair.url();
                }),
                new Remedy(
                        "old-server",
                        host -> host.answerWith("current_setting('server_version_num')::int", "139999"),
                        host -> host.answerWith("current_setting('server_version_num')::int", "140000")),
                new Remedy(
                        "clock-differs",
                        host -> host.clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(1)),
                        host -> {
                            assertThat(host.message("clock-differs")).contains("Let NTP set both");
                            host.clock = Clock.systemUTC();
                        }));
    }

    @Test
    @DisplayName("lease-lost: who provisions again has one box, which is on record")
    void provisionsAgainAfterALostLease() {
        PostgresHost host = new PostgresHost(folder, pair);
        host.service.onChange(() -> pair.primary()
                .execute("update meepa.lease set expires_at = clock_timestamp() - interval '1 ms',"
                        + " fence = fence + 1, owner = gen_random_uuid()"));
        host.provision();
        assertThat(host.notices).contains("lease-lost");

        host.service.onChange(() -> {});
        host.provisionUntilOk();

        host.requireHealthy();
    }

    @Test
    @DisplayName("restored: reconciling takes back what was made since the backup, and keeps the rest")
    void reconcilesAfterARestore() {
        CredentialKey login = CredentialKey.of(Category.LOGIN, "github");
        PostgresHost host = new PostgresHost(folder, pair);
        host.with(manager -> manager.agent(PostgresHost.AGENT)
                .add(AgentCredential.login("github")
                        .item("token", Secret.of("canary-of-github"), ItemType.API_TOKEN)
                        .build()));
        pair.primary().execute("create table backup as select * from meepa.document");
        host.with(manager -> {
            assertThat(manager.provision()).isNotNull();
            pair.primary()
                    .execute("update meepa.document d set body = b.body, version = b.version, write_id = b.write_id,"
                            + " prior_ids = b.prior_ids from backup b where d.namespace = b.namespace and d.agent"
                            + " = b.agent; update meepa.store set epoch = gen_random_uuid()");
            assertThat(manager.agent(PostgresHost.AGENT).get(login)).isNotNull();
            assertThat(host.notices).contains("restored");
            assertThat(host.boxes()).as("on no record").hasSize(1);

            manager.reconcile(ReconcileMode.APPLY);

            assertThat(manager.provision()).isNotNull();
        });
        host.requireHealthy();
        host.with(manager -> assertThat(manager.agent(PostgresHost.AGENT)
                        .get(login)
                        .secret("token")
                        .reveal())
                .isEqualTo("canary-of-github"));
    }

    @Test
    @DisplayName("Every code of the store has a remedy that is tried")
    void triesARemedyOfEachCode() throws ClassNotFoundException {
        Set<String> tried = findings().map(Remedy::code).collect(Collectors.toCollection(TreeSet::new));
        tried.addAll(List.of("lease-lost", "restored"));
        Object[] codes = Class.forName("io.meepa.credentials.store.postgres.PostgresFindingCode")
                .getEnumConstants();

        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(codes)
                        .map(code -> ((FindingCode) code).code())
                        .toList());
    }
}
