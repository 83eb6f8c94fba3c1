package io.meepa.credentials.sops.store.key;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Recipient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom documents are encrypted to: configuration and the agent's own key decide, never the file.
 *
 * @param publicKey the agent's recipient, if it is pinned
 * @param further recipients beside it, recovery keys for instance
 */
public record Addressees(Optional<Recipient> publicKey, List<Recipient> further) {

    /** Copies the list. */
    public Addressees {
        further = List.copyOf(further);
    }

    /**
     * Returns whom to write to: the pinned recipient, or else that of the first identity, then the further ones.
     *
     * @param agent the agent
     * @param identities its identities
     * @return at least one recipient
     * @throws ConfigurationException if the pinned recipient belongs to none of the identities: what is written could
     *     not be read again
     */
    public List<Recipient> of(AgentId agent, Identities identities) {
        Set<Recipient> all = new LinkedHashSet<>();
        all.add(own(agent, identities.recipients()));
        all.addAll(further);
        return List.copyOf(all);
    }

    /**
     * Returns who may be named in a file without surprise: whom we write to, and former keys that are still at hand.
     *
     * @param identities the agent's identities
     * @return recipients as they stand in a file
     */
    public Set<String> known(Identities identities) {
        Set<Recipient> all = new LinkedHashSet<>(identities.recipients());
        all.addAll(further);
        publicKey.ifPresent(all::add);
        return all.stream().map(Recipient::toString).collect(Collectors.toUnmodifiableSet());
    }

    private Recipient own(AgentId agent, List<Recipient> held) {
        if (publicKey.isEmpty()) {
            return held.get(0);
        }
        if (!held.contains(publicKey.get())) {
            throw new ConfigurationException("agent " + agent + ": public_key is " + publicKey.get()
                    + ", but the private key at hand is that of " + held.get(0)
                    + ": nothing was written; correct public_key or key_file, or leave public_key out");
        }
        return publicKey.get();
    }
}
