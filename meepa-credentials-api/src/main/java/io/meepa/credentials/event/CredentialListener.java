package io.meepa.credentials.event;

/** Receives an event for every change and every access to a secret value. Called on the thread that acts, so be quick; what it throws is logged and dropped. */
@FunctionalInterface
public interface CredentialListener {

    /**
     * Receives an event.
     *
     * @param event the event
     */
    void on(CredentialEvent event);
}
