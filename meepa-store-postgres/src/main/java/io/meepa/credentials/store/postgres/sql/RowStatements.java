package io.meepa.credentials.store.postgres.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that write a document's row. Each stands alone, in autocommit. */
final class RowStatements {

    /** How many ids of earlier writes a row keeps, to settle the outcome of one whose answer was lost. */
    static final int HISTORY = 16;

    private static final String FENCED = """
            (? or exists (select 1 from meepa.lease l where l.namespace = ? and l.agent = ? and l.name = ?
              and l.owner = ? and l.fence = ? and l.expires_at > clock_timestamp()))""";

    private static final String UPDATE = """
            update meepa.document set version = version + 1, write_id = ?, prior_ids = (write_id || prior_ids)[1:16],
              fence = greatest(fence, ?), body = ?, written_at = clock_timestamp()
            where namespace = ? and agent = ? and version = ? and write_id = ? and body is not null
              and (? = 0 or fence <= ?) and\s""" + FENCED + " returning version";

    private static final String INSERT = """
            insert into meepa.document as d (namespace, agent, version, write_id, fence, body)
            select ?, ?, ?, ?, ?, ? where\s""" + FENCED + """
             on conflict (namespace, agent) do update set version = greatest(d.version + 1, excluded.version),
              write_id = excluded.write_id, prior_ids = (d.write_id || d.prior_ids)[1:16],
              fence = greatest(d.fence, excluded.fence), body = excluded.body, written_at = clock_timestamp()
            where d.body is null and d.write_id <> excluded.write_id and not (excluded.write_id = any (d.prior_ids))
              and (excluded.fence = 0 or d.fence <= excluded.fence)
            returning version""";

    /** Leaves an empty row, so that an insert whose answer was lost has to end before this does. */
    private static final String PLACEHOLDER = """
            insert into meepa.document (namespace, agent, version, write_id)
            values (?, ?, 1, ?) on conflict (namespace, agent) do nothing""";

    /** Waits for a caller that holds the row, shows what they left, and is itself a write that the standby must have. */
    private static final String TOUCH = """
            update meepa.document set written_at = clock_timestamp() where namespace = ? and agent = ?
            returning version, write_id, prior_ids""";

    private static final String HELD = """
            select 1 from meepa.lease where namespace = ? and agent = ? and name = ? and owner = ? and fence = ?
              and expires_at > clock_timestamp()""";

    private RowStatements() {}

    /** Returns the new number, or empty if the row is not as expected or the lease is not held. */
    static OptionalLong apply(Connection connection, String namespace, String agent, Change change, long millis)
            throws SQLException, SqlFailure {
        RowVersion expected = change.expected();
        return expected == null
                ? insert(connection, namespace, agent, change, millis)
                : update(connection, namespace, agent, change, expected);
    }

    private static OptionalLong update(
            Connection connection, String namespace, String agent, Change change, RowVersion expected)
            throws SQLException, SqlFailure {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            long fence = flightNumber(change.fence());
            statement.setObject(1, change.writeId());
            statement.setLong(2, fence);
            statement.setBytes(3, change.body());
            statement.setString(4, namespace);
            statement.setString(5, agent);
            statement.setLong(6, expected.number());
            statement.setObject(7, expected.writeId());
            statement.setLong(8, fence);
            statement.setLong(9, fence);
            fenced(statement, 10, namespace, agent, change.fence());
            return returned(statement);
        }
    }

    private static OptionalLong insert(
            Connection connection, String namespace, String agent, Change change, long millis)
            throws SQLException, SqlFailure {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, namespace);
            statement.setString(2, agent);
            statement.setLong(3, millis);
            statement.setObject(4, change.writeId());
            statement.setLong(5, flightNumber(change.fence()));
            statement.setBytes(6, change.body());
            fenced(statement, 7, namespace, agent, change.fence());
            return returned(statement);
        }
    }

    private static void fenced(
            PreparedStatement statement, int first, String namespace, String agent, @Nullable Fence fence)
            throws SQLException {
        statement.setBoolean(first, fence == null);
        statement.setString(first + 1, namespace);
        statement.setString(first + 2, agent);
        statement.setString(first + 3, fence == null ? "" : fence.name());
        statement.setObject(first + 4, fence == null ? new UUID(0, 0) : fence.owner());
        statement.setLong(first + 5, fence == null ? 0 : fence.number());
    }

    private static long flightNumber(@Nullable Fence fence) {
        return fence != null && fence.isFlight() ? fence.number() : 0;
    }

    private static OptionalLong returned(PreparedStatement statement) throws SQLException, SqlFailure {
        OptionalLong version = OptionalLong.empty();
        try (ResultSet rows = statement.executeQuery()) {
            if (rows.next()) {
                version = OptionalLong.of(rows.getLong(1));
            }
        }
        Database.requireAcknowledged(statement);
        return version;
    }

    static void placeholder(Connection connection, String namespace, String agent) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PLACEHOLDER)) {
            statement.setString(1, namespace);
            statement.setString(2, agent);
            statement.setObject(3, UUID.randomUUID());
            statement.executeUpdate();
        }
    }

    /** Returns what the row shows once nobody else holds it, or empty if there is none. */
    static Optional<RowHistory> touch(Connection connection, String namespace, String agent)
            throws SQLException, SqlFailure {
        try (PreparedStatement statement = connection.prepareStatement(TOUCH)) {
            statement.setString(1, namespace);
            statement.setString(2, agent);
            Optional<RowHistory> history = Optional.empty();
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    RowVersion version = new RowVersion(rows.getLong(1), uuid(rows, 2));
                    history = Optional.of(new RowHistory(version, uuids(rows.getArray(3))));
                }
            }
            Database.requireAcknowledged(statement);
            return history;
        }
    }

    static boolean held(Connection connection, String namespace, String agent, Fence fence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setString(1, namespace);
            statement.setString(2, agent);
            statement.setString(3, fence.name());
            statement.setObject(4, fence.owner());
            statement.setLong(5, fence.number());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    static UUID uuid(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, UUID.class);
    }

    private static List<UUID> uuids(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(UUID.class::cast).toList();
    }
}
