package io.meepa.credentials.model;

import java.util.Optional;

/** Who brought a credential: its owner, not the way it was made (that is the managed flag). */
public enum Origin {
    /** An operator, or the host acting for one. */
    OPERATOR_PROVIDED("operator_provided"),
    /** The agent itself, for instance by signing up at a service. */
    AGENT_CREATED("agent_created");

    private final String wireName;

    Origin(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the name in the document, which never follows a rename of the constant.
     *
     * @return the name
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Finds the origin of a name.
     *
     * @param wireName the name in the document
     * @return the origin, or empty if the name is unknown
     */
    public static Optional<Origin> ofWireName(String wireName) {
        for (Origin origin : values()) {
            if (origin.wireName.equals(wireName)) {
                return Optional.of(origin);
            }
        }
        return Optional.empty();
    }
}
