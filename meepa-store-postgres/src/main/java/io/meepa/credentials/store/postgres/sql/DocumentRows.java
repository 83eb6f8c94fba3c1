package io.meepa.credentials.store.postgres.sql;

import io.meepa.credentials.model.AgentId;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one namespace: bytes and versions. Thread-safe. */
public final class DocumentRows {

    private static final String READ = """
            select s.epoch, d.version, d.write_id, d.body is not null, case when d.write_id <> ? then d.body end
            from meepa.store s left join meepa.document d on d.namespace = s.namespace and d.agent = ?
            where s.namespace = ?""";

    // Not VERSIONS with an array of one: the server expects ten names in an array, finds one plan for all dearer than
    // a plan for each, and would plan every read anew.
    private static final String VERSION = """
            select version, write_id from meepa.document
            where namespace = ? and agent = ? and body is not null""";
    private static final String VERSIONS = """
            select agent, version, write_id from meepa.document
            where namespace = ? and agent = any (?) and body is not null""";
    private static final String LIST = """
            select agent from meepa.document
            where namespace = ? and agent > ? and body is not null order by agent limit ?""";

    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;
    private final String namespace;
    private final SqlLimits limits;

    /**
     * Creates the reader.
     *
     * @param database runs the statements
     * @param namespace whose rows
     * @param limits how long to wait
     */
    public DocumentRows(Database database, String namespace, SqlLimits limits) {
        this.database = database;
        this.namespace = namespace;
        this.limits = limits;
    }

    /**
     * Reads an agent's row, with its body only if the caller does not keep that state already.
     *
     * @param agent the agent
     * @param known the state whose body the caller keeps, or null for none
     * @param maxWait how long to try: as long as for a write, if this is part of one
     * @return what there is, or empty if the namespace is not there either
     */
    public Optional<DocumentRow> read(AgentId agent, @Nullable RowVersion known, Duration maxWait) {
        UUID knownId = known == null ? NOBODY : known.writeId();
        return database.read("agent " + agent, limits.call(), maxWait, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(READ)) {
                statement.setObject(1, knownId);
                statement.setString(2, agent.value());
                statement.setString(3, namespace);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(row(rows)) : Optional.empty();
                }
            }
        });
    }

    private static DocumentRow row(ResultSet rows) throws SQLException {
        UUID epoch = RowStatements.uuid(rows, 1);
        long number = rows.getLong(2);
        Optional<RowVersion> version =
                Optional.ofNullable(rows.getObject(3, UUID.class)).map(id -> new RowVersion(number, id));
        return new DocumentRow(
                epoch,
                version,
                rows.getBoolean(4),
                Optional.ofNullable(rows.getBytes(5)).map(ByteBuffer::wrap));
    }

    /**
     * Reads the version of one agent.
     *
     * @param agent the agent
     * @return its version, or empty if it has no document
     */
    public Optional<RowVersion> version(AgentId agent) {
        return reading("agent " + agent, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(VERSION)) {
                statement.setString(1, namespace);
                statement.setString(2, agent.value());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new RowVersion(rows.getLong(1), RowStatements.uuid(rows, 2)))
                            : Optional.empty();
                }
            }
        });
    }

    /**
     * Reads the versions of several agents in one statement.
     *
     * @param agents the agents
     * @return versions by agent, of those that have a document
     */
    public Map<AgentId, RowVersion> versions(Collection<AgentId> agents) {
        String[] names = agents.stream().map(AgentId::value).toArray(String[]::new);
        return reading(names.length + " agents", connection -> versions(connection, names));
    }

    private Map<AgentId, RowVersion> versions(Connection connection, String[] names) throws SQLException {
        Map<AgentId, RowVersion> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS)) {
            statement.setString(1, namespace);
            statement.setArray(2, connection.createArrayOf("text", names));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    UUID writeId = RowStatements.uuid(rows, 3);
                    found.put(AgentId.of(rows.getString(1)), new RowVersion(rows.getLong(2), writeId));
                }
            }
        }
        return found;
    }

    /**
     * Lists agents that have a document.
     *
     * @param after the name after which to begin, empty for the first
     * @param most how many at most
     * @return their names, sorted; a row of a name that no agent can have is left out
     */
    public List<String> list(String after, int most) {
        return reading("the list of agents", connection -> {
            List<String> names = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(LIST)) {
                statement.setString(1, namespace);
                statement.setString(2, after);
                statement.setInt(3, most);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
            }
            return names;
        });
    }

    private <T> T reading(String what, SqlWork<T> work) {
        return database.read(what, limits.call(), limits.read(), work);
    }
}
