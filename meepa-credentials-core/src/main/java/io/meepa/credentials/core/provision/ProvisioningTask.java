package io.meepa.credentials.core.provision;

/** What is missing for one agent, and how it is created. Called by any thread. */
public interface ProvisioningTask {

    /**
     * Returns whether anything is missing that the read at hand is about.
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
