package io.meepa.credentials;

/** How far automatic provisioning is with an agent. Only {@link #COMPLETE} and {@link #OFF} say that a listing is whole. */
public enum EnsureState {
    /** The host did not switch it on, or does not list the agent. */
    OFF,
    /** Nothing is left to create. */
    COMPLETE,
    /** The next listing or use begins to create what is missing. */
    PENDING,
    /** Being created now. */
    RUNNING,
    /** Failed; tried again by a listing or use after a while. */
    WAITING,
    /** Taken away in this process; off until the host provisions the agent again. */
    SUSPENDED
}
