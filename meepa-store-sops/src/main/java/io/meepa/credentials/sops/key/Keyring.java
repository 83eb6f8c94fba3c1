package io.meepa.credentials.sops.key;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identities;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps agents' identities as long as their source says they are the same. Thread-safe. */
public final class Keyring {

    /** The version of a key that was made here: what was written is read back before it is used. */
    private static final Object NOT_READ_YET = new Object();

    private final KeySource source;
    private final Map<AgentId, CachedKey> keys = new ConcurrentHashMap<>();

    /**
     * Creates an empty ring.
     *
     * @param source where identities come from
     */
    public Keyring(KeySource source) {
        this.source = source;
    }

    /**
     * Returns an agent's identities.
     *
     * @param agent the agent
     * @return at least one identity
     * @throws KeyUnavailableException if there is none
     */
    public Identities identities(AgentId agent) {
        Object version = source.version(agent);
        CachedKey known = keys.get(agent);
        if (known != null && known.version.equals(version)) {
            return known.identities;
        }
        Identities identities = parse(agent, known == null ? Identities.of() : known.identities);
        keys.put(agent, new CachedKey(version, identities));
        return identities;
    }

    /**
     * Creates an agent's first key pair if its source keeps key pairs and has none. The caller holds the agent's lock.
     *
     * @param agent the agent
     */
    public void ensure(AgentId agent) {
        source.ensure(agent).ifPresent(made -> keys.put(agent, new CachedKey(NOT_READ_YET, Identities.of(made))));
    }

    /**
     * Forgets an agent's identities, so that the next use asks the source.
     *
     * @param agent the agent
     */
    public void forget(AgentId agent) {
        keys.remove(agent);
    }

    /** Forgets all identities. */
    public void clear() {
        keys.clear();
    }

    /**
     * Names where an agent's identities come from.
     *
     * @param agent the agent
     * @return the source, for people
     */
    public String describe(AgentId agent) {
        return source.describe(agent);
    }

    private Identities parse(AgentId agent, Identities known) {
        try (Secret content = source.read(agent)) {
            return Identities.parse(content, known);
        } catch (CorruptDocumentException e) {
            throw new KeyUnavailableException(
                    "agent " + agent + ": " + source.describe(agent) + ": " + e.getMessage(), e);
        }
    }

    private record CachedKey(Object version, Identities identities) {}
}
