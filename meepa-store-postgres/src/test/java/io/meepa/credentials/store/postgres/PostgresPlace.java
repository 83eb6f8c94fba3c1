package io.meepa.credentials.store.postgres;

import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.testkit.shared.ConnectionKind;
import io.meepa.credentials.testkit.shared.SharedPlace;
import io.meepa.verification.database.FaultySource;
import io.meepa.verification.database.FaultySource.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database that the contract of shared stores plays with. */
final class PostgresPlace implements SharedPlace {

    /** Heartbeats come three times a second. */
    private static final Map<String, ?> SETTINGS = Map.of("key_env", "MEEPA_KEY", "heartbeat", "300ms");

    private final TestDatabase database = TestDatabase.withTables();
    private final TestKeys keys = TestKeys.make();
    private final FaultySource faults = FaultySource.of(database.source());

    @Override
    public StoreSession open(StoreContext context, ConnectionKind kind) {
        DataSource source = kind == ConnectionKind.ORDINARY ? faults.source() : odd(kind);
        return new PostgresStore(source)
                .open(StoreContext.of(
                                Settings.of(
                                        context.settings().path(),
                                        SETTINGS,
                                        new Settings.Surroundings(key -> "", name -> keys.identity())),
                                context.home(),
                                context.clock())
                        .withNamespace(context.namespace()));
    }

    private DataSource odd(ConnectionKind kind) {
        return new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            {
                setUrl(database.url());
                setUser("postgres");
            }

            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                switch (kind) {
                    case NO_AUTOCOMMIT -> connection.setAutoCommit(false);
                    case SERIALIZABLE -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    case READ_ONLY -> connection.setReadOnly(true);
                    default -> {
                        // As the driver makes them.
                    }
                }
                return connection;
            }
        };
    }

    @Override
    public void endLocks() {
        database.execute("update meepa.lease set expires_at = clock_timestamp() - interval '1 ms'");
    }

    @Override
    public void awaitHeartbeats() {
        try {
            Thread.sleep(1_000); // Three of them.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void backUp() {
        database.execute("create table backup as select * from meepa.document");
    }

    @Override
    public void restore() {
        database.execute("truncate meepa.document; insert into meepa.document select * from backup");
    }

    @Override
    public void loseAnswers(int count) {
        faults.fail(Fault.ANSWER_LOST, count, "meepa.document");
    }

    @Override
    public void warn(int count) {
        database.execute("""
                drop sequence if exists warned;
                create sequence warned;
                create or replace function warn() returns trigger language plpgsql as $$ begin
                  if nextval('warned') <= %d then raise warning 'not replicated' using errcode = '01000'; end if;
                  return null; end $$;
                create or replace trigger warn after insert or update on meepa.document
                  for each row execute function warn();
                drop table if exists warnings; create table warnings as select %d as wanted""".formatted(count, count));
    }

    @Override
    public boolean lastAnswerWasClean() {
        return database.query("select last_value > (select wanted from warnings) from warned")
                .equals("t");
    }

    @Override
    public int connectionsInUse() {
        return faults.open();
    }

    @Override
    public void close() {
        // The server ends with the JVM.
    }
}
