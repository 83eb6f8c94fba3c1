package io.meepa.credentials.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.LimitExceededException;
import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.store.postgres.schema.SchemaScripts;
import io.meepa.verification.database.FaultySource;
import io.meepa.verification.database.FaultySource.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class BadInputTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final AgentId OTHER = AgentId.of("other");
    private static final String CANARY = "canary-postgres-1";

    private final TestDatabase database = TestDatabase.withTables();
    private final TestStore store = new TestStore(TestKeys.make());

    @Test
    void opensWithoutADatabaseAndSaysWhatToDoWhenItIsAsked() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        try (StoreSession session = store.open(nowhere)) {
            assertThatThrownBy(() -> session.read(MEEPA))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("the database did not answer, SQLSTATE 08001 (PSQLException): ")
                    .hasMessageEndingWith("nothing was changed");
            assertThat(codes(session)).contains("database-unavailable");
        }
    }

    @Test
    void continuesWhenTheDatabaseComesBack() {
        FaultySource faults = FaultySource.of(database.source());
        try (StoreSession session = store.open(faults.source())) {
            Revision first = session.write(MEEPA, TestStore.document(CANARY), Revision.ABSENT);
            faults.fail(Fault.NO_CONNECTION, 3, "");
            Revision second = session.write(MEEPA, TestStore.document("again"), first);
            faults.fail(Fault.NO_CONNECTION, 3, "");

            assertThat(session.read(MEEPA).orElseThrow().revision()).isEqualTo(second);
        }
    }

    @Test
    void saysThatThereIsNoSchema() {
        TestDatabase empty = TestDatabase.empty();
        try (StoreSession session = store.open(empty.source())) {
            assertThatThrownBy(() -> session.read(MEEPA))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the database has no schema meepa, or this login may not see it: apply the script that"
                            + " PostgresSchema prints, or set create: true for a first start; nothing was changed");
        }
    }

    @Test
    void createsTheSchemaWhenAskedThoughTwoGatewaysStartAtOnce() {
        TestDatabase empty = TestDatabase.empty();
        Map<String, ?> create = Map.of("create", true, "read_patience", "60s");
        List<CompletableFuture<Boolean>> both = List.of(started(empty, create), started(empty, create));
        both.forEach(CompletableFuture::join);

        assertThat(empty.query("select version from meepa.schema_version")).isEqualTo("1");
        assertThat(empty.query("select namespace from meepa.store")).isEqualTo("gateway");
    }

    private CompletableFuture<Boolean> started(TestDatabase where, Map<String, ?> settings) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (StoreSession session = store.open(where.source(), settings)) {
                        session.lock(MEEPA, "flight", java.time.Duration.ofMinutes(1))
                                .close();
                        return true;
                    }
                },
                task -> new Thread(task).start());
    }

    @Test
    void refusesASchemaOfAnotherVersion() {
        database.execute("insert into meepa.schema_version (version) values (2)");
        try (StoreSession session = store.open(database.source())) {
            assertThatThrownBy(() -> session.read(MEEPA))
                    .hasMessage("the database has schema version 2 and this library knows 1: update"
                            + " meepa-store-postgres; nothing was changed");
        }
        database.execute("delete from meepa.schema_version; insert into meepa.schema_version (version) values (0)");
        try (StoreSession session = store.open(database.source())) {
            assertThatThrownBy(() -> session.agents())
                    .hasMessageContaining("apply the scripts that PostgresSchema prints");
        }
    }

    @Test
    void namesAMissingGrant() {
        database.execute("create role poor_" + database.name() + " login; grant usage on schema meepa to poor_"
                + database.name() + "; grant select on all tables in schema meepa to poor_" + database.name());
        try (StoreSession session = store.open(database.source("poor_" + database.name()))) {
            assertThat(session.read(MEEPA)).isEmpty();
            assertThatThrownBy(() -> session.write(MEEPA, TestStore.document(CANARY), Revision.ABSENT))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "agent meepa: the database refused it, SQLSTATE 42501 (PSQLException): the login lacks a"
                                    + " right: run roles.sql and grant meepa_app to it; nothing was changed");
        }
    }

    @Test
    void refusesARowThatWasEditedTruncatedOrMovedAndChangesNothing() {
        try (StoreSession session = store.open(database.source())) {
            session.write(MEEPA, TestStore.document(CANARY), Revision.ABSENT);
            session.write(OTHER, TestStore.document("b"), Revision.ABSENT);
        }
        refused("set body = overlay(body placing '\\x41' from 400)");
        refused("set body = substring(body from 1 for 500)");
        refused("set body = ''");
        refused("set body = (select body from meepa.document where agent = 'other')");
    }

    private void refused(String change) {
        database.execute("create table if not exists copy as select * from meepa.document");
        database.execute("update meepa.document " + change + ", write_id = gen_random_uuid() where agent = 'meepa'");
        String before = database.query("select md5(body) || write_id from meepa.document where agent = 'meepa'");
        try (StoreSession session = store.open(database.source())) {
            assertThatThrownBy(() -> session.read(MEEPA))
                    .isInstanceOf(CorruptDocumentException.class)
                    .hasMessageStartingWith("agent meepa: the row of namespace gateway in meepa.document: ")
                    .hasMessageNotContaining(CANARY);
            Revision revision = new Revision(
                    database.query("select version || '/' || write_id from meepa.document where agent = 'meepa'"));
            assertThatThrownBy(() -> session.write(MEEPA, TestStore.document("x"), revision))
                    .isInstanceOf(CorruptDocumentException.class);
        }
        assertThat(database.query("select md5(body) || write_id from meepa.document where agent = 'meepa'"))
                .isEqualTo(before);
        database.execute("update meepa.document d set body = c.body from copy c where c.agent = d.agent");
    }

    @Test
    void refusesTheRowOfAnotherGateway() {
        try (StoreSession session = store.open(database.source())) {
            session.write(MEEPA, TestStore.document(CANARY), Revision.ABSENT);
        }
        TestStore elsewhere = new TestStore(TestKeys.make());
        try (StoreSession session = elsewhere.open(database.source())) {
            assertThatThrownBy(() -> session.read(MEEPA))
                    .isInstanceOf(KeyUnavailableException.class)
                    .hasMessageStartingWith("agent meepa: the row of namespace gateway in meepa.document: ");
        }
    }

    @Test
    void refusesAFormerCopyUntilAPersonSaysThatTheDatabaseWasRestored() {
        try (StoreSession session = store.open(database.source())) {
            Revision first = session.write(MEEPA, TestStore.document("one"), Revision.ABSENT);
            database.execute("create table backup as select * from meepa.document");
            Revision second = session.write(MEEPA, TestStore.document("two"), first);
            assertThat(session.isCurrent(MEEPA, second)).isTrue();
            database.execute("truncate meepa.document; insert into meepa.document select * from backup");

            assertThat(session.isCurrent(MEEPA, second)).isFalse();
            assertThat(session.isCurrent(MEEPA, first)).isFalse();
            assertThatThrownBy(() -> session.read(MEEPA)).isInstanceOf(RollbackException.class);
            // Another machine continues from the copy, and reaches the very number that this one remembers.
            database.execute("update meepa.document set version = version + 1, write_id = gen_random_uuid()");
            assertThat(session.isCurrent(MEEPA, second)).isFalse();

            database.execute("update meepa.store set epoch = gen_random_uuid()");
            assertThat(TestStore.value(session.read(MEEPA).orElseThrow().content()))
                    .isEqualTo("one");
        }
        assertThat(store.contexts().notices())
                .extracting(notice -> notice.code())
                .contains("restored");
    }

    @Test
    void takesARowThatVanishedForNoDeletion() {
        try (StoreSession session = store.open(database.source())) {
            Revision first = session.write(MEEPA, TestStore.document("one"), Revision.ABSENT);
            Revision other = session.write(OTHER, TestStore.document("two"), Revision.ABSENT);
            session.delete(OTHER, other);
            database.execute("truncate meepa.document");

            assertThat(session.isCurrent(MEEPA, first)).isFalse();
            assertThatThrownBy(() -> session.read(MEEPA)).isInstanceOf(RollbackException.class);
            assertThatThrownBy(() -> session.write(MEEPA, TestStore.document("three"), Revision.ABSENT))
                    .isInstanceOf(RollbackException.class);
            assertThat(session.read(OTHER)).isEmpty();
            database.execute("update meepa.store set epoch = gen_random_uuid()");
            assertThat(session.read(MEEPA)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "A document of exactly the most bytes is written and read; one byte more is refused by store and table")
    void holdsTheSizeOfADocument() {
        try (StoreSession session = store.open(database.source())) {
            Revision first = session.write(MEEPA, TestStore.clear(1), Revision.ABSENT);
            int room = 16_777_216 - Integer.parseInt(database.query("select octet_length(body) from meepa.document"));
            Revision largest = session.write(MEEPA, TestStore.clear(1 + room), first);

            assertThat(database.query("select octet_length(body) from meepa.document"))
                    .isEqualTo("16777216");
            assertThat(session.read(MEEPA).orElseThrow().revision()).isEqualTo(largest);
            assertThatThrownBy(() -> session.write(MEEPA, TestStore.clear(2 + room), largest))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("larger than the 16777216 bytes");
            assertThatThrownBy(() -> database.execute("update meepa.document set body = body || ' '::bytea"))
                    .hasStackTraceContaining("check constraint");
        }
    }

    @Test
    void refusesADocumentAboveTheLimit() {
        try (StoreSession session = store.open(database.source())) {
            assertThatThrownBy(() -> session.write(MEEPA, TestStore.document("x".repeat(13_000_000)), Revision.ABSENT))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("larger than the 16777216 bytes");
            assertThat(session.read(MEEPA)).isEmpty();
        }
    }

    @Test
    void saysThatThePoolIsExhausted() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.source());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config);
                StoreSession session = store.open(pool)) {
            session.write(MEEPA, TestStore.document("a"), Revision.ABSENT);
            try (Connection taken = pool.getConnection()) {
                assertThatThrownBy(() -> session.read(MEEPA))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("check the size of the pool");
                assertThat(taken.isValid(1)).isTrue();
            }
            assertThat(session.read(MEEPA)).isPresent();
        }
    }

    @Test
    void saysThatTheServerEndedAStatement() throws SQLException {
        Revision first;
        try (StoreSession session = store.open(database.source())) {
            first = session.write(MEEPA, TestStore.document("a"), Revision.ABSENT);
        }
        PGSimpleDataSource hurried = (PGSimpleDataSource) database.source();
        hurried.setOptions("-c statement_timeout=1500");
        try (StoreSession session = store.open(hurried);
                Connection blocking = database.source().getConnection();
                Statement statement = blocking.createStatement()) {
            blocking.setAutoCommit(false);
            statement.execute("update meepa.document set written_at = now()");
            assertThatThrownBy(() -> session.write(MEEPA, TestStore.document("b"), first))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("SQLSTATE 57014")
                    .hasMessageEndingWith("nothing was changed");
            blocking.rollback();
            session.write(MEEPA, TestStore.document("b"), first);
        }
    }

    @Test
    void doesNotKeepAConnectionToAServerThatOnlyReads() {
        Revision first;
        try (StoreSession session = store.open(database.source())) {
            first = session.write(MEEPA, TestStore.document("a"), Revision.ABSENT);
        }
        PGSimpleDataSource demoted = (PGSimpleDataSource) database.source();
        demoted.setOptions("-c default_transaction_read_only=on");
        HikariConfig config = new HikariConfig();
        config.setDataSource(demoted);
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config);
                StoreSession session = store.open(pool)) {
            CompletableFuture<Revision> write = CompletableFuture.supplyAsync(
                    () -> session.write(MEEPA, TestStore.document("b"), first), task -> new Thread(task).start());
            demoted.setOptions(""); // The next connection leads to the new primary.
            assertThat(write.join()).isNotEqualTo(first);
        }
        demoted.setOptions("-c default_transaction_read_only=on");
        try (StoreSession session = store.open(demoted)) {
            assertThatThrownBy(() -> session.write(OTHER, TestStore.document("b"), Revision.ABSENT))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the server only reads: check that the url leads to the primary");
        }
    }

    @Test
    void reportsTheDoctorOfASuperuserAndOfMissingReplication() {
        try (StoreSession session = store.open(database.source())) {
            assertThat(codes(session))
                    .contains("rls-bypassed", "not-replicated")
                    .doesNotContain("not-durable");
        }
        try (StoreSession session = store.open(database.source(), Map.of("engine", "managed"))) {
            assertThat(codes(session)).doesNotContain("not-replicated");
        }
    }

    @Test
    void refusesToWriteWhereNoStandbyWouldHaveIt() {
        try (StoreSession session = store.open(database.source(), Map.of("require_replicated", true))) {
            assertThat(session.read(MEEPA)).isEmpty();
            assertThatThrownBy(() -> session.write(MEEPA, TestStore.document("a"), Revision.ABSENT))
                    .hasMessage("the database replicates to no standby, and require_replicated is set: set"
                            + " synchronous_standby_names and synchronous_commit; nothing was changed");
        }
    }

    @Test
    void worksOnConnectionsOfEveryKindAndLeavesThemAsTheyWere() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.source());
        config.setMaximumPoolSize(2);
        config.setAutoCommit(false);
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        try (HikariDataSource pool = new HikariDataSource(config);
                StoreSession session = store.open(pool)) {
            Revision revision = session.write(MEEPA, TestStore.document("0"), Revision.ABSENT);
            for (int i = 1; i <= 3; i++) {
                revision = session.write(MEEPA, TestStore.document("" + i), revision);
            }
            session.lock(MEEPA, "flight", java.time.Duration.ZERO).close();
            assertThat(TestStore.value(session.read(MEEPA).orElseThrow().content()))
                    .isEqualTo("3");
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(connection.isReadOnly()).isTrue();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
                assertThat(connection.getNetworkTimeout()).isZero();
            }
        }
    }

    @Test
    void printsItsScripts() {
        assertThat(PostgresSchema.script("tables"))
                .isEqualTo(SchemaScripts.tables())
                .contains("meepa.lease");
        assertThat(PostgresSchema.script("roles")).contains("meepa_app");
        assertThat(PostgresSchema.script("row-security")).contains("force row level security");
        assertThatThrownBy(() -> PostgresSchema.script("all")).hasMessage("print one of: tables, roles, row-security");
        assertThat(PostgresSchema.version()).isEqualTo(1);
    }

    private List<String> codes(StoreSession session) {
        return session.inspect(List.of(MEEPA)).stream().map(Finding::code).toList();
    }
}
