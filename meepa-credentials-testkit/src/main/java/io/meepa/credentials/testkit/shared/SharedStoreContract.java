package io.meepa.credentials.testkit.shared;

import static io.meepa.credentials.testkit.check.ContractAssert.guilty;
import static io.meepa.credentials.testkit.check.ContractAssert.require;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.LockLostException;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.testkit.SkippedParts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every store must do that several machines share, beside the contract of all stores. Extend it and supply a place.
 * Each failure names the bug.
 */
@ExtendWith(SkippedParts.class)
public abstract class SharedStoreContract extends SharedStoreUnderTest {

    private static final AgentId OTHER = AgentId.of("meepa-2");

    /** How often heartbeats are waited for where a loss is not noticed. */
    private static final int MOST_ROUNDS = 60;

    /** For subclasses. */
    protected SharedStoreContract() {}

    @Test
    final void saysWhenALockIsLost() {
        assumeApplies(SharedPart.NOTICED_LOSSES);
        StoreLock lock = here().lock(MEEPA, FLIGHT, NOW);
        require(lock.held(NOW), "locks: one that was just taken is not held");
        where().endLocks();
        StoreLock next = there().lock(MEEPA, FLIGHT, NOW);
        awaitLoss(lock);

        require(!lock.held(NOW), "locks: one that was lost is still held, says its holder");
        require(next.held(NOW), "locks: the heartbeat of a former holder ends the lock of the next");
        lock.close();
        next.close();
    }

    @Test
    final void promisesNoLockForLongerThanItsLease() {
        assumeApplies(SharedPart.LEASES);
        try (StoreLock lock = here().lock(MEEPA, FLIGHT, NOW)) {
            require(
                    !lock.held(Duration.ofDays(1)),
                    "locks: held for a day, it says, though its holder may be cut off before");
        }
    }

    @Test
    final void reportsThatTheFormerHolderNeverLetGo() {
        assumeApplies(SharedPart.LEASES);
        here().lock(MEEPA, FLIGHT, NOW).close();
        try (StoreLock after = there().lock(MEEPA, FLIGHT, NOW)) {
            require(!after.takenOver(), "locks: taken over, it says, from a holder that let go");
        }
        StoreLock lost = here().lock(MEEPA, FLIGHT, NOW);
        where().endLocks();
        try (StoreLock next = there().lock(MEEPA, FLIGHT, NOW)) {
            require(
                    next.takenOver(),
                    "locks: the former holder never let go and may be in a call: say so by takenOver");
        }
        lost.close();
    }

    @Test
    final void neverTakesALostLockBack() {
        assumeApplies(SharedPart.NOTICED_LOSSES);
        StoreLock lost = here().lock(MEEPA, FLIGHT, NOW);
        where().endLocks();
        there().lock(MEEPA, FLIGHT, NOW).close();
        awaitLoss(lost);

        require(!lost.held(NOW), "locks: a renewal took back a lock that was another's meanwhile");
        lost.close();
    }

    @Test
    final void letsOthersInAfterALockWasLost() {
        StoreLock lost = here().lock(MEEPA, FLIGHT, NOW);
        where().endLocks();
        try {
            there().lock(MEEPA, FLIGHT, NOW).close();
            where().awaitHeartbeats();
            there().lock(MEEPA, FLIGHT, NOW).close();
        } catch (CredentialLockedException e) {
            throw guilty("locks: a lock that was lost keeps others out", e);
        }
        lost.close();
    }

    /** Lets heartbeats pass until the holder has noticed it: on a busy machine they may be late. */
    private void awaitLoss(StoreLock lock) {
        int rounds = 0;
        do {
            where().awaitHeartbeats();
            rounds++;
        } while (lock.held(NOW) && rounds < MOST_ROUNDS);
    }

    @Test
    final void letsGoOfItsOwnLockAlone() {
        StoreLock lost = here().lock(MEEPA, FLIGHT, NOW);
        where().endLocks();
        StoreLock next = there().lock(MEEPA, FLIGHT, NOW);
        lost.close();
        lost.close();
        where().awaitHeartbeats();

        require(next.held(NOW), "locks: closing a lost lock ends that of the next holder");
        requireLocked(here());
        next.close();
        next.close();
        here().lock(MEEPA, FLIGHT, NOW).close();
    }

    @Test
    final void writesUnderALockThatIsHeld() {
        try (StoreLock lock = here().lock(MEEPA, FLIGHT, NOW)) {
            Revision first = here().write(MEEPA, SharedDocument.of("one"), Revision.ABSENT, lock);
            requireContent(there(), "one", "fences: a write under a lock that is held is lost");
            Revision beside = there().write(MEEPA, SharedDocument.of("two"), first);
            Revision third = here().write(MEEPA, SharedDocument.of("three"), beside, lock);
            requireContent(there(), "three", "fences: a write under a lock that is held is lost");
            here().delete(MEEPA, third, lock);
            require(there().read(MEEPA).isEmpty(), "fences: a deletion under a lock that is held is lost");
        }
    }

    @Test
    final void refusesTheFirstWriteOfAFormerHolder() {
        assumeApplies(SharedPart.NOTICED_LOSSES);
        StoreLock lost = lostLock();
        requireLost(
                () -> here().write(MEEPA, SharedDocument.of("stale"), Revision.ABSENT, lost),
                "fences: the first write of a former holder is done");
        require(there().read(MEEPA).isEmpty(), "fences: the first write of a former holder is refused and done");
    }

    @Test
    final void refusesAChangeOfAFormerHolder() {
        assumeApplies(SharedPart.NOTICED_LOSSES);
        Revision first = there().write(MEEPA, SharedDocument.of("one"), Revision.ABSENT);
        StoreLock lost = lostLock();
        requireLost(
                () -> here().write(MEEPA, SharedDocument.of("stale"), first, lost),
                "fences: a change of a former holder is done");
        requireContent(there(), "one", "fences: a change of a former holder is refused and done");
    }

    @Test
    final void refusesADeletionOfAFormerHolder() {
        assumeApplies(SharedPart.NOTICED_LOSSES);
        Revision first = there().write(MEEPA, SharedDocument.of("one"), Revision.ABSENT);
        StoreLock lost = lostLock();
        requireLost(() -> here().delete(MEEPA, first, lost), "fences: a deletion of a former holder is done");
        requireContent(there(), "one", "fences: a deletion of a former holder is refused and done");
    }

    /** The next holder let go already: a fence must outlast the lock. */
    private StoreLock lostLock() {
        StoreLock lost = here().lock(MEEPA, FLIGHT, NOW);
        where().endLocks();
        there().lock(MEEPA, FLIGHT, NOW).close();
        return lost;
    }

    private static void requireLost(Runnable change, String bug) {
        try {
            change.run();
        } catch (LockLostException e) {
            return;
        } catch (CredentialException e) {
            throw guilty("fences: a write under a lost lock must end with LockLostException", e);
        }
        throw guilty(bug);
    }

    @Test
    final void takesNoFormerDocumentForTheOneCreatedAnew() {
        Revision first = here().write(MEEPA, SharedDocument.of("one"), Revision.ABSENT);
        there().delete(MEEPA, first);
        Revision anew = there().write(MEEPA, SharedDocument.of("two"), Revision.ABSENT);

        require(!anew.equals(first), "revisions: a document that was deleted and created anew has its former revision");
        require(!here().isCurrent(MEEPA, first), "revisions: a deleted document is current once another was created");
        requireConflict(here(), first, "revisions: a change of a deleted document overwrites the one created anew");
    }

    @Test
    final void takesNoRestoredCopyForTheDocumentItReplaced() {
        Revision first = here().write(MEEPA, SharedDocument.of("one"), Revision.ABSENT);
        where().backUp();
        Revision lost = here().write(MEEPA, SharedDocument.of("lost"), first);
        where().restore();
        try (StoreSession fresh = where().open(context("test"), ConnectionKind.ORDINARY)) {
            Revision restored = fresh.read(MEEPA).orElseThrow().revision();
            Revision instead = fresh.write(MEEPA, SharedDocument.of("instead"), restored);

            require(!instead.equals(lost), "revisions: two documents of the same number have the same revision");
            require(!here().isCurrent(MEEPA, lost), "revisions: a document that a restore removed is current");
            requireConflict(here(), lost, "revisions: a change of a document that a restore removed is done");
            requireContent(fresh, "instead", "revisions: a restore makes a later write vanish");
        }
    }

    @Test
    final void writesOnceThoughTheAnswerIsLost() {
        assumeApplies(SharedPart.LOST_ANSWERS);
        where().loseAnswers(1);
        Revision first = written(() -> here().write(MEEPA, SharedDocument.of("one"), Revision.ABSENT));
        require(
                here().isCurrent(MEEPA, first),
                "answers: the revision after a lost answer is not that of the document");
        where().loseAnswers(2);
        Revision second = written(() -> here().write(MEEPA, SharedDocument.of("two"), first));
        requireContent(there(), "two", "answers: a write whose answer was lost is lost");
        require(here().isCurrent(MEEPA, second), "answers: a write whose answer was lost is done twice");
        where().loseAnswers(1);
        written(() -> {
            here().delete(MEEPA, second);
            return Revision.ABSENT;
        });
        require(there().read(MEEPA).isEmpty(), "answers: a deletion whose answer was lost is lost");
    }

    private static Revision written(java.util.function.Supplier<Revision> write) {
        try {
            return write.get();
        } catch (CredentialException e) {
            throw guilty("answers: one lost answer is reported as a failure: send the same write again and see", e);
        }
    }

    @Test
    final void takesNoWarningForAnAcknowledgement() {
        assumeApplies(SharedPart.WARNINGS);
        where().warn(1);
        Revision first = here().write(MEEPA, SharedDocument.of("one"), Revision.ABSENT);
        require(where().lastAnswerWasClean(), "warnings: a write that no second machine has is acknowledged");
        where().warn(2);
        Revision second = here().write(MEEPA, SharedDocument.of("two"), first);
        require(where().lastAnswerWasClean(), "warnings: a change that no second machine has is acknowledged");
        require(
                there().isCurrent(MEEPA, second) || reads(there(), "two"),
                "warnings: a write answered with one is lost");
    }

    @Test
    final void keepsNoConnection() {
        assumeApplies(SharedPart.CONNECTIONS);
        Revision first = here().write(MEEPA, SharedDocument.of("one"), Revision.ABSENT);
        try (StoreLock lock = here().lock(MEEPA, FLIGHT, NOW);
                StoreLock other = there().lock(OTHER, FLIGHT, NOW)) {
            require(where().connectionsInUse() == 0, "connections: one is kept while a lock is held");
            here().write(MEEPA, SharedDocument.of("two"), first, lock);
            require(other.held(NOW), "locks: one that was just taken is not held");
        }
        there().read(MEEPA);
        require(where().connectionsInUse() == 0, "connections: one is kept after a call");
    }

    @Test
    final void worksOnConnectionsWithoutAutocommit() {
        requireWorking(ConnectionKind.NO_AUTOCOMMIT);
    }

    @Test
    final void worksOnSerializableConnections() {
        requireWorking(ConnectionKind.SERIALIZABLE);
    }

    @Test
    final void worksOnConnectionsMeantForReading() {
        requireWorking(ConnectionKind.READ_ONLY);
    }

    private void requireWorking(ConnectionKind kind) {
        assumeApplies(SharedPart.CONNECTIONS);
        try (StoreSession odd = where().open(context("test"), kind)) {
            Revision first = odd.write(MEEPA, SharedDocument.of("one"), Revision.ABSENT);
            requireContent(there(), "one", "connections: what was written over a connection " + kind + " is not there");
            Revision second = there().write(MEEPA, SharedDocument.of("two"), first);
            requireConflict(odd, first, "connections: a lost race over a connection " + kind + " is won");
            odd.write(MEEPA, SharedDocument.of("three"), second);
            requireContent(there(), "three", "connections: a change over a connection " + kind + " is not there");
            StoreLock lock = odd.lock(MEEPA, FLIGHT, NOW);
            requireLocked(there());
            lock.close();
            there().lock(MEEPA, FLIGHT, NOW).close();
        } catch (StoreException e) {
            throw guilty("connections: it does not work over one that is " + kind, e);
        }
    }

    @Test
    final void keepsNamespacesApart() {
        assumeApplies(SharedPart.NAMESPACES);
        try (StoreSession elsewhere = where().open(context("elsewhere"), ConnectionKind.ORDINARY)) {
            Revision first = here().write(MEEPA, SharedDocument.of("one"), Revision.ABSENT);
            requireNothing(elsewhere);
            elsewhere.write(MEEPA, SharedDocument.of("theirs"), Revision.ABSENT);
            require(here().isCurrent(MEEPA, first), "namespaces: a write changes another one's document");
            requireLocksApart(elsewhere);
        }
    }

    private static void requireNothing(StoreSession elsewhere) {
        require(elsewhere.read(MEEPA).isEmpty(), "namespaces: a document of another one is read");
        require(elsewhere.agents().isEmpty(), "namespaces: agents of another one are listed");
        require(
                elsewhere
                        .revisions(List.of(MEEPA))
                        .getOrDefault(MEEPA, Revision.ABSENT)
                        .equals(Revision.ABSENT),
                "namespaces: the revision of another one's document is reported");
    }

    private void requireLocksApart(StoreSession elsewhere) {
        try (StoreLock lock = here().lock(MEEPA, FLIGHT, NOW);
                StoreLock theirs = elsewhere.lock(MEEPA, FLIGHT, NOW)) {
            require(lock.held(NOW) && theirs.held(NOW), "namespaces: a lock ends that of another one");
        } catch (CredentialLockedException e) {
            throw guilty("namespaces: a lock of another one keeps others out", e);
        }
    }
}
