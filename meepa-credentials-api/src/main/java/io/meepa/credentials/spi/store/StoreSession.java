package io.meepa.credentials.spi.store;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.RekeyReport;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one document per agent: durably, with compare-and-set.
 *
 * <p><b>Threads and processes.</b> Thread-safe. Any number of sessions, in this process and others, may share a place;
 * no reader ever sees half a document and no update is lost.
 *
 * <p><b>Durability.</b> What {@link #write} and {@link #delete} acknowledge by returning survives a crash of the process
 * and of the machine.
 *
 * <p><b>Failure.</b> {@link io.meepa.credentials.error.KeyUnavailableException},
 * {@link io.meepa.credentials.error.CorruptDocumentException}, {@link io.meepa.credentials.error.RollbackException},
 * {@link io.meepa.credentials.error.StoreException}; nothing stored changes then. After
 * {@link io.meepa.credentials.spi.store.DurabilityUnknownException} the new document is in place; after
 * {@link WriteOutcomeUnknownException} the outcome is unknown: read it again.
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
     * Returns whether an agent's document is still the one that a caller keeps, so that it need not be read again. Takes no
     * lock and has no side effect.
     *
     * @param agent the agent
     * @param revision the revision of what the caller keeps
     * @return false if the document is of another revision, is gone, or has to be read to know
     * @implSpec reads the document; a store that knows a cheaper way should override this
     */
    default boolean isCurrent(AgentId agent, Revision revision) {
        return read(agent).filter(stored -> stored.revision().equals(revision)).isPresent();
    }

    /**
     * Writes an agent's document, if it is unchanged since.
     *
     * @param agent the agent
     * @param content the whole document
     * @param expected the revision it was made from; {@link Revision#ABSENT} to create
     * @return the new revision
     * @throws RevisionConflictException if the stored revision is another
     * @throws IllegalArgumentException if a hidden value stands where this store would keep it in clear
     */
    Revision write(AgentId agent, DocumentNode.Fields content, Revision expected);

    /**
     * Deletes an agent's document, if it is unchanged since. Keys stay.
     *
     * @param agent the agent
     * @param expected the revision that may be deleted
     * @throws RevisionConflictException if the stored revision is another
     */
    void delete(AgentId agent, Revision expected);

    /**
     * Writes an agent's document for a run that holds a lock, if it is unchanged since and the lock is not lost.
     *
     * @param agent the agent
     * @param content the whole document
     * @param expected the revision it was made from; {@link Revision#ABSENT} to create
     * @param under the lock, of this session and agent
     * @return the new revision
     * @throws RevisionConflictException if the stored revision is another
     * @throws io.meepa.credentials.spi.LockLostException if the lock is lost; nothing was written then
     * @throws IllegalArgumentException if a hidden value stands where this store would keep it in clear
     * @implSpec writes without looking at the lock, which suffices where the operating system guards it
     */
    default Revision write(AgentId agent, DocumentNode.Fields content, Revision expected, StoreLock under) {
        return write(agent, content, expected);
    }

    /**
     * Deletes an agent's document for a run that holds a lock, if it is unchanged since and the lock is not lost.
     *
     * @param agent the agent
     * @param expected the revision that may be deleted
     * @param under the lock, of this session and agent
     * @throws RevisionConflictException if the stored revision is another
     * @throws io.meepa.credentials.spi.LockLostException if the lock is lost; nothing was deleted then
     * @implSpec deletes without looking at the lock, which suffices where the operating system guards it
     */
    default void delete(AgentId agent, Revision expected, StoreLock under) {
        delete(agent, expected);
    }

    /**
     * Returns the revisions of many agents' documents. Takes no lock and has no side effect.
     *
     * @param agents the agents
     * @return the revision of each that has a document
     * @implSpec reads each document; a store that can look in one call should override this
     */
    default Map<AgentId, Revision> revisions(Collection<AgentId> agents) {
        Map<AgentId, Revision> revisions = new LinkedHashMap<>();
        for (AgentId agent : agents) {
            read(agent).ifPresent(stored -> revisions.put(agent, stored.revision()));
        }
        return revisions;
    }

    /**
     * Lists the agents that have a document.
     *
     * @return their ids, sorted
     */
    List<AgentId> agents();

    /**
     * Lists a page of the agents that have a document.
     *
     * @param after the last id of the page before; an empty text for the first page
     * @param most the most ids to return, at least 1
     * @return the ids that follow in the order of their texts; fewer than asked for on the last page
     * @implSpec lists all agents
     */
    default List<AgentId> agents(String after, int most) {
        return agents().stream()
                .sorted(Comparator.comparing(AgentId::toString))
                .filter(agent -> agent.toString().compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    /**
     * Reports what {@link #rekey} would change. Changes nothing.
     *
     * @param agent the agent
     * @return who would be kept, added and removed, and what stands in the way
     * @throws StoreException if this store has no data keys or there is no document
     * @implSpec refuses: a store that keeps nothing encrypted has nothing to renew
     */
    default RekeyReport rekeyPlan(AgentId agent) {
        throw new StoreException(
                "agent " + agent + ": the configured store has no data keys to renew; nothing was changed");
    }

    /**
     * Gives an agent's document a new data key, wrapped for the configured recipients alone. The content stays.
     *
     * @param agent the agent
     * @return who is kept, added and removed
     * @throws StoreException if this store has no data keys, there is no document, or something stands in the way
     * @implSpec refuses: a store that keeps nothing encrypted has nothing to renew
     */
    default RekeyReport rekey(AgentId agent) {
        throw new StoreException(
                "agent " + agent + ": the configured store has no data keys to renew; nothing was changed");
    }

    /**
     * Returns an agent's document as this store keeps it, encrypted, for a backup or another store. Verified as
     * {@link #read} does. Takes no lock and has no side effect.
     *
     * @param agent the agent
     * @return the sealed document, or empty if there is none
     * @throws StoreException if this store keeps nothing encrypted
     * @implSpec refuses: a store that keeps nothing encrypted has nothing to copy as it is
     */
    default Optional<byte[]> sealed(AgentId agent) {
        throw new StoreException("agent " + agent
                + ": the configured store keeps nothing encrypted that could be copied as it is; nothing was changed");
    }

    /**
     * Creates an agent's document from a sealed one of another store or a backup, if there is none. It is opened and
     * verified before as {@link #read} does, and kept as it is.
     *
     * @param agent the agent
     * @param document the sealed document
     * @throws RevisionConflictException if there is a document
     * @throws StoreException if this store keeps nothing encrypted
     * @implSpec refuses: a store that keeps nothing encrypted takes nothing as it is
     */
    default void createSealed(AgentId agent, byte[] document) {
        throw new StoreException(
                "agent " + agent
                        + ": the configured store keeps nothing encrypted, so it takes no document as it is; nothing was changed");
    }

    /**
     * Takes a named lock of an agent, against other threads, sessions and processes. Not the lock that guards writes:
     * documents can be read and written while it is held, by anybody. Released by the system if the process dies, or when
     * its lease ends.
     *
     * @param agent the agent
     * @param name the lock's name, lower case letters
     * @param maxWait how long to wait
     * @return the lock, to be closed; by any thread
     * @throws io.meepa.credentials.error.CredentialLockedException if it was not free in time
     */
    StoreLock lock(AgentId agent, String name, Duration maxWait);

    /**
     * Looks for what is wrong with this store itself and with how it keeps documents. Changes nothing and uses no network but its own.
     * Need not report unreadable documents; the next read fails with its own error.
     *
     * @param agents those to look at, with or without a document
     * @return findings, with codes of this store's own; none unless a store has something to report
     */
    default List<DoctorReport.Finding> inspect(List<AgentId> agents) {
        return List.of();
    }

    /**
     * Names where an agent's document is kept, for messages to people.
     *
     * @param agent the agent
     * @return for instance the path of a file
     * @implSpec names the document alone
     */
    default String place(AgentId agent) {
        return "the document of agent " + agent;
    }

    /** Drops keys and caches. Idempotent. */
    @Override
    void close();
}
