package io.meepa.credentials.spi;

import io.meepa.credentials.Metadata;
import java.util.List;

/**
 * What an upstream says of a stored credential.
 *
 * @param state whether it is there
 * @param differences how it differs from what is asked for, a phrase each, without values of secrets
 * @param metadata what the upstream says that is worth recording in place of metadata of the same names; recorded after a
 *     repair
 */
public record Verification(State state, List<String> differences, Metadata metadata) {

    /** Copies the list. */
    public Verification {
        differences = List.copyOf(differences);
    }

    /**
     * Makes an answer that leaves the stored metadata as it is.
     *
     * @param state whether it is there
     * @param differences how it differs from what is asked for
     */
    public Verification(State state, List<String> differences) {
        this(state, differences, Metadata.empty());
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
