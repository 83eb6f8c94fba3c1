package io.meepa.credentials.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scripts of roles and of row-level security, run as printed. */
class RolesTest {

    private static final AgentId MEEPA = AgentId.of("meepa");

    private final TestDatabase database = TestDatabase.empty();
    private final TestStore store = new TestStore(TestKeys.make());
    private final String owner = "owner_" + database.name();
    private final String one = "one_" + database.name();
    private final String two = "two_" + database.name();
    private final String monitor = "monitor_" + database.name();

    @BeforeEach
    void roles() {
        database.execute("create role " + owner + " login createrole; grant all on database " + database.name() + " to "
                + owner);
        DataSource source = database.source(owner);
        TestDatabase.execute(source, PostgresSchema.tables());
        TestDatabase.execute(database.source(), PostgresSchema.roles());
        TestDatabase.execute(source, PostgresSchema.rowSecurity());
        for (String login : List.of(one, two)) {
            database.execute("create role " + login + " login in role meepa_app");
        }
        database.execute("create role " + monitor + " login in role meepa_read");
        TestDatabase.execute(
                source, "insert into meepa.gateway values ('" + one + "', 'gateway'), ('" + two + "', 'second')");
    }

    @Test
    void letAGatewayDoAllItsWorkInItsOwnNamespace() {
        try (StoreSession session = store.open(database.source(one))) {
            Revision first = session.write(MEEPA, TestStore.document("a"), Revision.ABSENT);
            Revision second = session.write(MEEPA, TestStore.document("b"), first);
            try (StoreLock lock = session.lock(MEEPA, "flight", Duration.ZERO)) {
                assertThat(lock.held(Duration.ZERO)).isTrue();
                assertThat(session.read(MEEPA)).isPresent();
            }
            assertThat(session.inspect(List.of()))
                    .extracting(finding -> finding.code())
                    .doesNotContain("rls-bypassed");
            session.delete(MEEPA, second);
            assertThat(session.read(MEEPA)).isEmpty();
        }
    }

    @Test
    void hideOtherNamespacesFromAGateway() {
        try (StoreSession session = store.open(database.source(one))) {
            session.write(MEEPA, TestStore.document("a"), Revision.ABSENT);
        }
        try (StoreSession session = store.open(database.source(two))) {
            assertThat(session.read(MEEPA)).isEmpty();
            assertThat(session.agents()).isEmpty();
            assertThatThrownBy(() -> session.write(MEEPA, TestStore.document("b"), Revision.ABSENT))
                    .hasMessageContaining("SQLSTATE 42501")
                    .hasMessageEndingWith("nothing was changed");
        }
        assertThatThrownBy(() -> TestDatabase.execute(
                        database.source(two),
                        "insert into meepa.document (namespace, agent, version, write_id)"
                                + " values ('gateway', 'x', 1, gen_random_uuid())"))
                .hasRootCauseMessage("ERROR: new row violates row-level security policy for table \"document\"");
    }

    @Test
    void letNobodyDeleteFencesOrSwitchTheRulesOff() {
        for (String statement : List.of(
                "delete from meepa.lease",
                "delete from meepa.document",
                "truncate meepa.lease",
                "alter table meepa.document disable row level security",
                "update meepa.store set epoch = gen_random_uuid()",
                "insert into meepa.gateway values ('" + one + "', 'second')",
                "update meepa.gateway set namespace = 'second'",
                "create table meepa.mine (id int)")) {
            assertThatThrownBy(() -> TestDatabase.execute(database.source(one), statement))
                    .as(statement)
                    .cause()
                    .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
        }
    }

    @Test
    void showMonitoringVersionsAndNoBody() {
        DataSource source = database.source(monitor);
        TestDatabase.execute(source, "select agent, version, written_at from meepa.document");
        TestDatabase.execute(source, "select agent, holder from meepa.lease");
        assertThatThrownBy(() -> TestDatabase.execute(source, "select body from meepa.document"))
                .hasRootCauseMessage("ERROR: permission denied for table document");
    }
}
