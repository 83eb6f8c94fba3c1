package io.meepa.credentials.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a session asks again and again costs the server no new plan. */
class PlannedReadsTest {

    private static final AgentId MEEPA = AgentId.of("meepa");

    /** The server plans each of the first five executions, and then decides whether one plan is good for all. */
    private static final int PLANNED_AT_FIRST = 5;

    private static final int READS = 60;

    private final TestDatabase database = TestDatabase.withTables();
    private final TestStore store = new TestStore(TestKeys.make());
    private PooledConnection pooled;

    @BeforeEach
    void connect() throws SQLException {
        database.execute("insert into meepa.document (namespace, agent, version, write_id, body)"
                + " select 'gateway', 'agent-' || number, 1, gen_random_uuid(), '\\x00'"
                + " from generate_series(1, 2000) as number");
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(database.url());
        source.setUser("postgres");
        pooled = source.getPooledConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        pooled.close();
    }

    @Test
    void areThoseOfWhetherADocumentIsStillCurrent() throws SQLException {
        try (StoreSession session = store.open(oneConnection())) {
            Revision written = session.write(MEEPA, TestStore.document("a"), Revision.ABSENT);
            assertThat(session.read(MEEPA)).isPresent();
            for (int read = 0; read < READS; read++) {
                assertThat(session.isCurrent(MEEPA, written)).isTrue();
            }
        }

        int repeated = 0;
        String plans = "select statement, custom_plans, generic_plans from pg_prepared_statements"
                + " where custom_plans + generic_plans > " + READS / 2;
        try (Connection connection = pooled.getConnection();
                PreparedStatement statement = connection.prepareStatement(plans);
                ResultSet kept = statement.executeQuery()) {
            while (kept.next()) {
                repeated++;
                assertThat(kept.getInt(2)).as(kept.getString(1)).isLessThanOrEqualTo(PLANNED_AT_FIRST);
            }
        }
        assertThat(repeated).as("statements that were repeated").isEqualTo(1);
    }

    /** Borrowed again and again: the server keeps plans by connection. */
    private DataSource oneConnection() {
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return pooled.getConnection();
            }
        };
    }
}
