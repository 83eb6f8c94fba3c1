package io.meepa.credentials.core.ensure;

/** What is missing for one agent, and how it is created. Called by any thread. */
public interface EnsureTask {

    /**
     * Tells whether anything is missing that the read at hand is about.
     *
     * @return whether a run is worth waiting for; no network, no write
     */
    boolean wanted();

    /**
     * Creates everything that is missing.
     *
     * @return whether nothing failed
     */
    boolean run();
}
