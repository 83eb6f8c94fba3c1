package io.meepa.credentials.report;

/** The state of an agent's automatic provisioning. Only {@link #COMPLETE} and {@link #OFF} say that a listing is whole. */
public enum AutoProvisioningState {
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
    /** Disabled after deprovisioning in this process, until {@code provision()} is called again. */
    SUSPENDED
}
