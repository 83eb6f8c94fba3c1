package io.meepa.credentials.core.connect;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import java.util.List;
import java.util.function.Predicate;

/** Finds connections of other agents. Reads every document of the store, so it is asked only where a service ties them. */
@FunctionalInterface
public interface ConnectionPeers {

    /** Returns the other agents that have a connection of a kind. */
    List<AgentId> having(AgentId except, Predicate<AgentCredential> connection);
}
