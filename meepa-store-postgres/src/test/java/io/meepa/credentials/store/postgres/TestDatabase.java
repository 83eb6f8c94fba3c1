package io.meepa.credentials.store.postgres;

import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.store.postgres.schema.SchemaScripts;
import io.meepa.credentials.store.postgres.sql.Database;
import io.meepa.credentials.store.postgres.sql.SqlLimits;
import io.meepa.verification.database.SharedServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own on the shared server, with the tables unless said otherwise. */
@SuppressWarnings("exports") // Seen by tests of the packages that are not exported.
public final class TestDatabase {

    public static final SqlLimits QUICK =
            new SqlLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    public static TestDatabase empty() {
        return new TestDatabase(SharedServer.newDatabase());
    }

    public static TestDatabase withTables() {
        TestDatabase database = empty();
        database.execute(SchemaScripts.tables());
        database.execute("insert into meepa.store (namespace) values ('gateway')");
        return database;
    }

    public String name() {
        return name;
    }

    public String url() {
        return SharedServer.server().url(name);
    }

    /** The superuser's connections, a new one each time. */
    public DataSource source() {
        return source("postgres");
    }

    public DataSource source(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(user);
        return source;
    }

    public Database database() {
        return database(source());
    }

    public static Database database(DataSource source) {
        return new Database(source, Sleeper.system(), System::nanoTime);
    }

    public void execute(String sql) {
        execute(source(), sql);
    }

    public static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public String query(String sql) {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
