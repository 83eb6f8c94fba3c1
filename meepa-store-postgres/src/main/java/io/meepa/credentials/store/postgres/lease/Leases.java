package io.meepa.credentials.store.postgres.lease;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.store.postgres.sql.Database;
import io.meepa.credentials.store.postgres.sql.Fence;
import io.meepa.credentials.store.postgres.sql.Outcome;
import io.meepa.credentials.store.postgres.sql.RetryBudget;
import io.meepa.credentials.store.postgres.sql.SqlFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Leases of one namespace: rows with an owner, an end by the database's clock and a fence that only goes up. No connection is
 * kept while one is held. Thread-safe.
 */
public final class Leases implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[a-z]{1,32}");
    private static final Duration RELEASE_TIME = Duration.ofSeconds(2);

    private final Database database;
    private final String namespace;
    private final LeaseLimits limits;
    private final String holder;
    private final BiConsumer<AgentId, String> lost;
    private final LocalTurns turns = new LocalTurns();
    private final Heartbeat heartbeat;

    /**
     * Creates the leases of a namespace.
     *
     * @param database runs the statements
     * @param namespace whose leases
     * @param limits how long they last
     * @param holder names this process to those who wait
     * @param lost receives each lease that ended while it was held: whose, and a message
     */
    public Leases(
            Database database, String namespace, LeaseLimits limits, String holder, BiConsumer<AgentId, String> lost) {
        this.database = database;
        this.namespace = namespace;
        this.limits = limits;
        this.holder = holder;
        this.lost = lost;
        this.heartbeat = new Heartbeat(limits.heartbeat(), this::renew);
    }

    /**
     * Takes a lease.
     *
     * @param agent whose
     * @param name its name
     * @param maxWait how long to wait for a caller that holds it
     * @return the lease, renewed until it is closed
     * @throws CredentialLockedException if another process held it all the time
     * @throws StoreException if the database did not answer
     */
    public Lease take(AgentId agent, String name, Duration maxWait) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("lock name: use 1 to 32 of a-z");
        }
        LeaseKey key = new LeaseKey(agent.value(), name);
        long start = database.nanos();
        try {
            if (!turns.enter(key, maxWait)) {
                throw locked(key, "another thread of this process holds it; try again");
            }
        } catch (InterruptedException e) {
            throw interrupted(key);
        }
        boolean taken = false;
        try {
            Lease lease = ask(key, maxWait.minusNanos(database.nanos() - start));
            taken = true;
            return lease;
        } finally {
            if (!taken) {
                turns.leave(key);
            }
        }
    }

    private Lease ask(LeaseKey key, Duration maxWait) {
        UUID owner = UUID.randomUUID();
        RetryBudget budget = database.budget(maxWait);
        boolean doubtful = false;
        while (true) {
            SqlFailure failure = null;
            try {
                long sentAt = database.nanos();
                Optional<LeaseStatements.Claim> claim = database.once(
                        limits.call(),
                        connection -> LeaseStatements.take(connection, namespace, key, owner, holder, limits.lease()));
                if (claim.isPresent()) {
                    return taken(key, owner, claim.get(), sentAt);
                }
                doubtful = false;
            } catch (SqlFailure e) {
                failure = e;
                doubtful |= e.outcome() == Outcome.UNKNOWN;
            }
            if (isRefused(failure) || !pause(key, budget, owner, doubtful)) {
                throw giveUp(key, owner, failure, doubtful);
            }
        }
    }

    private static boolean isRefused(@Nullable SqlFailure failure) {
        return failure != null && failure.outcome() == Outcome.REFUSED;
    }

    private Lease taken(LeaseKey key, UUID owner, LeaseStatements.Claim claim, long sentAt) {
        Fence fence = new Fence(key.name(), owner, claim.fence());
        Lease.Taken taken = new Lease.Taken(sentAt, sentAt + limits.lease().toNanos(), claim.takenOver());
        Lease lease = new Lease(key, fence, database::nanos, taken, this::release);
        heartbeat.add(lease);
        return lease;
    }

    private boolean pause(LeaseKey key, RetryBudget budget, UUID owner, boolean doubtful) {
        try {
            return budget.pause();
        } catch (InterruptedException e) {
            if (doubtful) {
                releaseQuietly(key, owner);
            }
            throw interrupted(key);
        }
    }

    private CredentialException giveUp(LeaseKey key, UUID owner, @Nullable SqlFailure failure, boolean doubtful) {
        if (doubtful) {
            releaseQuietly(key, owner);
        }
        if (failure == null || failure.outcome() == Outcome.AGAIN) {
            return locked(key, "held by " + currentHolder(key) + "; try again");
        }
        return new StoreException("agent " + key.agent() + ", lock " + key.name() + ": the database did not give it, "
                + failure.getMessage() + ": " + failure.remedy());
    }

    private String currentHolder(LeaseKey key) {
        try {
            return database.once(limits.call(), connection -> LeaseStatements.holder(connection, namespace, key))
                    .orElse("another process until just now");
        } catch (SqlFailure e) {
            return "another process";
        }
    }

    /** Renews those that may be, marks as lost those that ended, and returns whether the database answered. */
    private boolean renew(Collection<Lease> held) {
        List<Lease> alive = held.stream().filter(lease -> !ended(lease)).toList();
        if (alive.isEmpty()) {
            return true;
        }
        try {
            long sentAt = database.nanos();
            Set<UUID> renewed = database.once(
                    limits.call(), connection -> LeaseStatements.renew(connection, namespace, alive, limits.lease()));
            for (Lease lease : alive) {
                if (renewed.contains(lease.fence().owner())) {
                    lease.renewed(sentAt + limits.lease().toNanos());
                } else {
                    lost(lease, "the database gave it to another process or let it end");
                }
            }
            return true;
        } catch (SqlFailure e) {
            return false; // Each deadline stays where it is.
        }
    }

    private boolean ended(Lease lease) {
        if (lease.isOver()) {
            lost(lease, "it could not be renewed in time");
            return true;
        }
        // What has run this long is taken for dead, and ends when its time is over.
        return lease.isClosed() || lease.isOlderThan(limits.longest());
    }

    private void lost(Lease lease, String why) {
        if (!lease.isClosed() && lease.lose()) {
            heartbeat.remove(lease);
            report(lease, why);
        }
    }

    private void report(Lease lease, String why) {
        lost.accept(
                AgentId.of(lease.key().agent()),
                "the lock " + lease.key().name() + " ended while it was held: " + why
                        + ". What ran under it wrote nothing since");
    }

    private void release(Lease lease) {
        heartbeat.remove(lease);
        try {
            if (lease.isOver() && lease.lose()) {
                report(lease, "it could not be renewed in time");
            }
            if (!released(lease.key(), lease.fence().owner()) && lease.lose()) {
                report(lease, "another process took it before it was released");
            }
        } finally {
            turns.leave(lease.key());
        }
    }

    /** Returns false only if the database said that it was lost. Where it cannot be asked, the lease ends by itself. */
    private boolean released(LeaseKey key, UUID owner) {
        boolean interrupted = Thread.interrupted();
        RetryBudget budget = database.budget(RELEASE_TIME);
        boolean doubtful = false;
        try {
            while (true) {
                try {
                    boolean mine = database.once(
                            limits.call(), connection -> LeaseStatements.release(connection, namespace, key, owner));
                    return mine || doubtful;
                } catch (SqlFailure e) {
                    doubtful |= e.outcome() == Outcome.UNKNOWN;
                    if (!budget.pause()) {
                        return true;
                    }
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void releaseQuietly(LeaseKey key, UUID owner) {
        released(key, owner);
    }

    private static CredentialLockedException locked(LeaseKey key, String why) {
        return new CredentialLockedException("agent " + key.agent() + ", lock " + key.name() + ": " + why);
    }

    private static CredentialLockedException interrupted(LeaseKey key) {
        Thread.currentThread().interrupt();
        return locked(key, "this thread was interrupted while it waited");
    }

    /** Renews every lease now instead of at the next heartbeat. */
    void beat() {
        heartbeat.beat();
    }

    @Override
    public void close() {
        heartbeat.close();
    }
}
