package io.meepa.credentials.store.postgres.lease;

import io.meepa.credentials.store.postgres.sql.Database;
import io.meepa.credentials.store.postgres.sql.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The statements of leases. Each stands alone, in autocommit, and goes by the database's clock: {@code clock_timestamp()} and
 * not {@code now()}, which is when a transaction began.
 */
final class LeaseStatements {

    /** Taking one that this very try took before, its answer lost, changes nothing but its end. */
    private static final String TAKE = """
            insert into meepa.lease as l (namespace, agent, name, fence, owner, holder, taken_at, expires_at)
            values (?, ?, ?, 1, ?, ?, clock_timestamp(), clock_timestamp() + ? * interval '1 ms')
            on conflict (namespace, agent, name) do update set
              fence = case when l.owner = excluded.owner then l.fence else l.fence + 1 end,
              taken_over = case when l.owner = excluded.owner then l.taken_over else l.owner is not null end,
              owner = excluded.owner, holder = excluded.holder, taken_at = clock_timestamp(),
              expires_at = clock_timestamp() + ? * interval '1 ms'
            where l.owner is null or l.owner = excluded.owner or l.expires_at <= clock_timestamp()
            returning fence, taken_over""";

    /** No upsert: a lease that ended is not taken back. */
    private static final String RENEW = """
            update meepa.lease l set expires_at = clock_timestamp() + ? * interval '1 ms'
            from unnest(?, ?, ?) as mine (agent, name, owner)
            where l.namespace = ? and l.agent = mine.agent and l.name = mine.name and l.owner = mine.owner
              and l.expires_at > clock_timestamp()
            returning l.owner""";

    private static final String RELEASE = """
            update meepa.lease set owner = null where namespace = ? and agent = ? and name = ? and owner = ?""";

    private static final String HOLDER = """
            select holder, ceil(extract(epoch from expires_at - clock_timestamp()))::bigint from meepa.lease
            where namespace = ? and agent = ? and name = ? and owner is not null and expires_at > clock_timestamp()""";

    private LeaseStatements() {}

    /** Returns the claim, or empty if another process holds the lease. */
    static Optional<Claim> take(
            Connection connection, String namespace, LeaseKey key, UUID owner, String holder, Duration lease)
            throws SQLException, SqlFailure {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, namespace);
            statement.setString(2, key.agent());
            statement.setString(3, key.name());
            statement.setObject(4, owner);
            statement.setString(5, holder);
            statement.setLong(6, lease.toMillis());
            statement.setLong(7, lease.toMillis());
            Optional<Claim> claim = Optional.empty();
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    claim = Optional.of(new Claim(rows.getLong(1), rows.getBoolean(2)));
                }
            }
            Database.requireAcknowledged(statement);
            return claim;
        }
    }

    /** Returns the owners whose leases were prolonged. */
    static Set<UUID> renew(Connection connection, String namespace, List<Lease> leases, Duration lease)
            throws SQLException, SqlFailure {
        Object[] agents = leases.stream().map(held -> held.key().agent()).toArray();
        Object[] names = leases.stream().map(held -> held.key().name()).toArray();
        Object[] owners = leases.stream().map(held -> held.fence().owner()).toArray();
        try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
            statement.setLong(1, lease.toMillis());
            statement.setArray(2, connection.createArrayOf("text", agents));
            statement.setArray(3, connection.createArrayOf("text", names));
            statement.setArray(4, connection.createArrayOf("uuid", owners));
            statement.setString(5, namespace);
            Set<UUID> renewed = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    renewed.add(rows.getObject(1, UUID.class));
                }
            }
            Database.requireAcknowledged(statement);
            return renewed;
        }
    }

    /** Returns whether the lease was still this owner's. */
    static boolean release(Connection connection, String namespace, LeaseKey key, UUID owner) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            statement.setString(1, namespace);
            statement.setString(2, key.agent());
            statement.setString(3, key.name());
            statement.setObject(4, owner);
            return statement.executeUpdate() == 1;
        }
    }

    /** Returns who holds it and for how long yet, for a message, or empty if it is free. */
    static Optional<String> holder(Connection connection, String namespace, LeaseKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            statement.setString(1, namespace);
            statement.setString(2, key.agent());
            statement.setString(3, key.name());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(rows.getString(1) + ", for " + rows.getLong(2) + " s yet unless renewed")
                        : Optional.empty();
            }
        }
    }

    /**
     * A lease that was given.
     *
     * @param fence its number
     * @param takenOver whether the former holder never let go: its time ran out
     */
    record Claim(long fence, boolean takenOver) {}
}
