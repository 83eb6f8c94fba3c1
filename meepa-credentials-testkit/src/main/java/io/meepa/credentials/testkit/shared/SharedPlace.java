package io.meepa.credentials.testkit.shared;

import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.util.Map;

/** A place that sessions of several machines share, and what a test does to it. New and empty for each test. */
public interface SharedPlace extends AutoCloseable {

    /**
     * Opens a session, as another machine would.
     *
     * @param context clock, sleeper, notices and namespace; its settings are empty
     * @param kind how the connections are set that it gets
     * @return the session
     */
    StoreSession open(StoreContext context, ConnectionKind kind);

    /**
     * Returns the parts of the contract that have no meaning for this store. They are skipped, and the contract prints why.
     *
     * @return the reason for each
     * @implSpec none: all have
     */
    default Map<SharedPart, String> inapplicable() {
        return Map.of();
    }

    /** Lets every lock end now, as if its time had passed without a word from its holder. */
    void endLocks();

    /** Lets every holder learn of its locks, as its next heartbeat would. */
    void awaitHeartbeats();

    /** Keeps a copy of all documents. */
    void backUp();

    /** Puts the copy in place of all documents. */
    void restore();

    /**
     * Loses the answers of the next writes, which are done.
     *
     * @param count how many
     */
    void loseAnswers(int count);

    /**
     * Answers the next writes with a warning: they are visible, and on no second machine.
     *
     * @param count how many
     */
    void warn(int count);

    /**
     * Returns whether the last write that was answered is on a second machine.
     *
     * @return false if it was answered with a warning
     */
    boolean lastAnswerWasClean();

    /**
     * Returns how many connections sessions have borrowed now.
     *
     * @return the count
     */
    int connectionsInUse();

    /** Ends it. */
    @Override
    void close();
}
