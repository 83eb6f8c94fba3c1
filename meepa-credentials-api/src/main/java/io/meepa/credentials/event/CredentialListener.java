package io.meepa.credentials.event;

/** Hears of every mutation and reveal. Called on the thread that acts, so be quick; what it throws is logged and dropped. */
@FunctionalInterface
public interface CredentialListener {

    /**
     * Hears an event.
     *
     * @param event the event
     */
    void on(CredentialEvent event);
}
