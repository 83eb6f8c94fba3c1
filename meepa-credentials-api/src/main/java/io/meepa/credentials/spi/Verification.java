package io.meepa.credentials.spi;

import java.util.List;

/**
 * What an upstream says of a stored credential.
 *
 * @param state whether it is there
 * @param differences how it differs from what is asked for, a phrase each, without values of secrets
 */
public record Verification(State state, List<String> differences) {

    /** Copies the list. */
    public Verification {
        differences = List.copyOf(differences);
    }

    /**
     * Returns the answer of an upstream that cannot tell.
     *
     * @return unknown, without differences
     */
    public static Verification unknown() {
        return new Verification(State.UNKNOWN, List.of());
    }

    /** Whether a resource is there. */
    public enum State {
        /** There and usable. */
        LIVE,
        /** There, but switched off for now. */
        SUSPENDED,
        /** Not there, or closed for good. */
        GONE,
        /** There, but not ours. */
        FOREIGN,
        /** The upstream cannot tell. */
        UNKNOWN
    }
}
