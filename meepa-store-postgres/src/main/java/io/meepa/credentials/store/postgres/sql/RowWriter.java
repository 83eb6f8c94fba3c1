package io.meepa.credentials.store.postgres.sql;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentId;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one namespace by compare-and-set on number and write id. Thread-safe.
 *
 * <p>Where an answer was lost, the same write is sent again with the same id. It waits for a caller that still holds the row, and
 * finds either the state that it was made from, or its own id, or another's. That it finds its own id is no acknowledgement
 * yet: a server that restarted shows what no standby has. So the row is written once more, and that answer counts.
 */
public final class RowWriter {

    private final Database database;
    private final String namespace;
    private final SqlLimits limits;
    private final Clock clock;

    /**
     * Creates the writer.
     *
     * @param database runs the statements
     * @param namespace whose rows
     * @param limits how long to wait
     * @param clock gives a new row its first number
     */
    public RowWriter(Database database, String namespace, SqlLimits limits, Clock clock) {
        this.database = database;
        this.namespace = namespace;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Creates a document.
     *
     * @param agent the agent
     * @param body the sealed bytes
     * @param fence the lease it stands under, or null for none
     * @return the state it made
     */
    public RowVersion insert(AgentId agent, byte[] body, @Nullable Fence fence) {
        return apply(agent, new Change(null, body, fence, UUID.randomUUID()));
    }

    /**
     * Replaces a document.
     *
     * @param agent the agent
     * @param body the sealed bytes
     * @param expected the state it was made from
     * @param fence the lease it stands under, or null for none
     * @return the state it made
     */
    public RowVersion update(AgentId agent, byte[] body, RowVersion expected, @Nullable Fence fence) {
        return apply(agent, new Change(expected, body, fence, UUID.randomUUID()));
    }

    /**
     * Deletes a document. Its row stays, without a body: fences and numbers go on.
     *
     * @param agent the agent
     * @param expected the state that may be deleted
     * @param fence the lease it stands under, or null for none
     */
    public void delete(AgentId agent, RowVersion expected, @Nullable Fence fence) {
        apply(agent, new Change(expected, null, fence, UUID.randomUUID()));
    }

    /** A thread that was interrupted before may still record what it did; an interrupt while it waits ends the wait. */
    private RowVersion apply(AgentId agent, Change change) {
        boolean interrupted = Thread.interrupted();
        try {
            return persist(agent, change);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RowVersion persist(AgentId agent, Change change) {
        RetryBudget budget = database.budget(limits.write());
        boolean doubtful = false;
        while (true) {
            try {
                return attempt(agent, change, doubtful);
            } catch (SqlFailure failure) {
                if (failure.outcome() == Outcome.REFUSED && !doubtful) {
                    throw Failures.refused("agent " + agent, failure);
                }
                doubtful |= failure.outcome() == Outcome.UNKNOWN;
                pauseOrThrow(agent, budget, failure, doubtful);
            }
        }
    }

    private RowVersion attempt(AgentId agent, Change change, boolean doubtful) throws SqlFailure {
        OptionalLong number = database.once(
                limits.call(),
                connection -> RowStatements.apply(connection, namespace, agent.value(), change, clock.millis()));
        if (number.isPresent()) {
            return new RowVersion(number.getAsLong(), change.writeId());
        }
        if (doubtful) {
            Optional<RowVersion> done = settle(agent, change);
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw notDone(agent, change);
    }

    private Optional<RowVersion> settle(AgentId agent, Change change) throws SqlFailure {
        if (change.expected() == null) {
            database.once(limits.call(), connection -> {
                RowStatements.placeholder(connection, namespace, agent.value());
                return true;
            });
        }
        Optional<RowHistory> history =
                database.once(limits.call(), connection -> RowStatements.touch(connection, namespace, agent.value()));
        Optional<RowVersion> done = history.flatMap(known -> known.of(change.writeId()));
        if (done.isEmpty()
                && !history.filter(known -> known.reachesBackTo(change.expected()))
                        .isPresent()) {
            throw Failures.unknown(agent, limits.write(), "too many others wrote since, or the row is gone");
        }
        return done;
    }

    private CredentialException notDone(AgentId agent, Change change) throws SqlFailure {
        Fence fence = change.fence();
        if (fence != null
                && !database.once(
                        limits.call(), connection -> RowStatements.held(connection, namespace, agent.value(), fence))) {
            return Failures.lost(agent, fence);
        }
        return Failures.conflict(agent);
    }

    private void pauseOrThrow(AgentId agent, RetryBudget budget, SqlFailure failure, boolean doubtful) {
        try {
            if (!budget.pause()) {
                throw doubtful
                        ? Failures.unknown(agent, limits.write(), "the database did not answer")
                        : Failures.unread("agent " + agent, failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw doubtful
                    ? Failures.unknown(
                            agent, limits.write(), "this thread was interrupted while the database was asked")
                    : Failures.interrupted("agent " + agent);
        }
    }
}
