package io.meepa.credentials;

import java.util.Map;
import java.util.SortedSet;

/** The environment variables that an agent's tools were granted: a snapshot, immutable. */
public interface AgentEnvironment {

    /**
     * Returns the names, for display.
     *
     * @return the variables' names
     */
    SortedSet<String> names();

    /**
     * Returns the variables.
     *
     * @return values by name
     */
    Map<String, Secret> variables();

    /**
     * Gives a child process a base list of harmless variables and what was granted, and nothing else of the host's.
     *
     * @param process the process to be; its environment is emptied first
     */
    void applyTo(ProcessBuilder process);
}
