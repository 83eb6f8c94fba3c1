package io.meepa.credentials.store.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.store.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

class DocumentRowsTest {

    /** The server plans each of the first five executions, and then decides whether one plan is good for all. */
    private static final int PLANNED_AT_FIRST = 5;

    private static final int READS = 60;
    private static final int AGENTS = 2_000;

    private final TestDatabase database = TestDatabase.withTables();
    private PooledConnection pooled;

    @BeforeEach
    void connect() throws SQLException {
        database.execute("insert into meepa.document (namespace, agent, version, write_id, body) "
                + "select 'gateway', 'agent-' || number, 1, gen_random_uuid(), '\\x00' from generate_series(1, "
                + AGENTS
                + ") as number");
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(database.url());
        source.setUser("postgres");
        pooled = source.getPooledConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        pooled.close();
    }

    /** Borrowed again and again: the server's plans are of one connection. */
    private DataSource oneConnection() {
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return pooled.getConnection();
            }
        };
    }

    @Test
    void findsTheVersionOfOneAgentAndOfSeveralAlike() {
        DocumentRows rows = new DocumentRows(database.database(), "gateway", TestDatabase.QUICK);
        AgentId there = AgentId.of("agent-7");
        AgentId nowhere = AgentId.of("nobody");
        database.execute("update meepa.document set body = null where agent = 'agent-8'");

        assertThat(rows.version(there))
                .contains(rows.versions(List.of(there, nowhere)).get(there));
        assertThat(rows.version(nowhere)).isEmpty();
        assertThat(rows.version(AgentId.of("agent-8"))).as("deleted").isEmpty();
        assertThat(new DocumentRows(database.database(), "other", TestDatabase.QUICK).version(there))
                .as("of another namespace")
                .isEmpty();
    }

    @Test
    void readsThatAreRepeatedArePlannedOnce() throws SQLException {
        DocumentRows rows = new DocumentRows(TestDatabase.database(oneConnection()), "gateway", TestDatabase.QUICK);

        for (int read = 0; read < READS; read++) {
            AgentId agent = AgentId.of("agent-" + (1 + read));
            RowVersion version = rows.version(agent).orElseThrow();
            assertThat(rows.read(agent, version, TestDatabase.QUICK.read())).isPresent();
        }

        String plans = "select statement, custom_plans, generic_plans from pg_prepared_statements"
                + " where statement like '%meepa.document%'";
        int statements = 0;
        try (Connection connection = pooled.getConnection();
                PreparedStatement statement = connection.prepareStatement(plans);
                ResultSet kept = statement.executeQuery()) {
            while (kept.next()) {
                statements++;
                assertThat(kept.getInt(2)).as(kept.getString(1)).isLessThanOrEqualTo(PLANNED_AT_FIRST);
                assertThat(kept.getInt(3)).as(kept.getString(1)).isGreaterThan(READS / 2);
            }
        }
        assertThat(statements).isEqualTo(2);
    }
}
