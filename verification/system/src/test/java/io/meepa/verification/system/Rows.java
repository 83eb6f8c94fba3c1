package io.meepa.verification.system;

import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.verification.database.SharedServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** The documents of a host's agents as the rows of a database of its own. */
final class Rows {

    private static final String USER = "postgres";

    private final String url = SharedServer.server().url(SharedServer.newDatabase());

    Rows() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(PostgresSchema.tables());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what a configuration says to keep documents here. */
    Map<String, Object> settings() {
        return settings(url);
    }

    /** Returns what a configuration says to keep documents in a database. */
    static Map<String, Object> settings(String url) {
        return Map.of(
                "credentials.credential_store.provider", "postgres",
                "credentials.credential_store.postgres.url", url,
                "credentials.credential_store.postgres.user", USER);
    }

    byte[] document(String agent) {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement("select body from meepa.document where agent = ?")) {
            statement.setString(1, agent);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no row of " + agent);
                }
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void replace(String agent, byte[] document) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "update meepa.document set write_id = gen_random_uuid(), body = ? where agent = ?")) {
            statement.setBytes(1, document);
            statement.setString(2, agent);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("no row of " + agent);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends every lease, as if its time had passed: its holder was killed. */
    void expireLeases() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update meepa.lease set expires_at = clock_timestamp() where expires_at > clock_timestamp()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return url;
    }

    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(USER);
        return source.getConnection();
    }
}
