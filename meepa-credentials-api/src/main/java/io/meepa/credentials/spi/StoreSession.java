package io.meepa.credentials.spi;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.DoctorReport;
import io.meepa.credentials.RekeyReport;
import io.meepa.credentials.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one document an agent: durably, with compare-and-set.
 *
 * <p><b>Threads and processes.</b> Thread-safe. Any number of sessions, in this process and others, may share a place;
 * no reader ever sees half a document and no update is lost.
 *
 * <p><b>Durability.</b> What {@link #write} and {@link #delete} acknowledge by returning survives a crash of the process
 * and of the machine.
 *
 * <p><b>Failure.</b> {@link io.meepa.credentials.KeyUnavailableException},
 * {@link io.meepa.credentials.CorruptDocumentException}, {@link io.meepa.credentials.RollbackException},
 * {@link io.meepa.credentials.StoreException}; nothing stored changes then. After
 * {@link io.meepa.credentials.DurabilityUnknownException} the new document is in place.
 */
public interface StoreSession extends AutoCloseable {

    /**
     * Reads an agent's document. Takes no lock and has no side effect.
     *
     * @param agent the agent
     * @return document and revision, or empty if there is none
     */
    Optional<StoredDocument> read(AgentId agent);

    /**
     * Tells whether an agent's document is still the one that a caller keeps, so that it need not be read again. Takes no
     * lock and has no side effect.
     *
     * @param agent the agent
     * @param revision the revision of what the caller keeps
     * @return false if the document is of another revision, is gone, or has to be read to know
     * @implSpec reads the document; a store that can tell without opening it should
     */
    default boolean isCurrent(AgentId agent, Revision revision) {
        return read(agent).filter(stored -> stored.revision().equals(revision)).isPresent();
    }

    /**
     * Writes an agent's document, if nobody wrote since.
     *
     * @param agent the agent
     * @param content the whole document
     * @param expected the revision it was made from; {@link Revision#ABSENT} to create
     * @return the new revision
     * @throws io.meepa.credentials.RevisionConflictException if the stored revision is another
     * @throws IllegalArgumentException if a hidden value stands where this store would keep it in clear
     */
    Revision write(AgentId agent, DocumentNode.Fields content, Revision expected);

    /**
     * Deletes an agent's document, if nobody wrote since. Keys stay.
     *
     * @param agent the agent
     * @param expected the revision that may be deleted
     * @throws io.meepa.credentials.RevisionConflictException if the stored revision is another
     */
    void delete(AgentId agent, Revision expected);

    /**
     * Lists the agents that have a document.
     *
     * @return their ids, sorted
     */
    List<AgentId> agents();

    /**
     * Gives an agent's document a new data key, wrapped for the configured recipients alone. The content stays.
     *
     * @param agent the agent
     * @param dryRun whether to tell only what would change, and to change nothing
     * @return who is kept, added and removed, and, for a dry run, what stands in the way
     * @throws StoreException if this store has no data keys, there is no document, or something stands in the way
     * @implSpec refuses: a store that keeps nothing encrypted has nothing to renew
     */
    default RekeyReport rekey(AgentId agent, boolean dryRun) {
        throw new StoreException(
                "agent " + agent + ": the configured store has no data keys to renew; nothing was changed");
    }

    /**
     * Takes a named lock of an agent, against other threads, sessions and processes. Not the lock that guards writes:
     * documents can be read and written while it is held, by anybody. Released by the system if the process dies.
     *
     * @param agent the agent
     * @param name the lock's name, lower case letters
     * @param patience how long to wait
     * @return the lock, to be closed; by any thread
     * @throws io.meepa.credentials.CredentialLockedException if it was not free in time
     */
    StoreLock lock(AgentId agent, String name, Duration patience);

    /**
     * Looks for what is wrong with this store itself and with how it keeps documents. Changes nothing and uses no network.
     * That a document cannot be opened need not be told: whoever reads it next hears so.
     *
     * @param agents those to look at, with or without a document
     * @return findings, with codes of this store's own; none unless a store has something to tell
     */
    default List<DoctorReport.Finding> inspect(List<AgentId> agents) {
        return List.of();
    }

    /** Drops keys and caches. Idempotent. */
    @Override
    void close();
}
