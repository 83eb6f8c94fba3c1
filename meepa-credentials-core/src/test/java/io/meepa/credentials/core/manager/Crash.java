package io.meepa.credentials.core.manager;

/** What a kill looks like from inside: nothing that handles failures gets to run. */
final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
        super("killed");
    }
}
