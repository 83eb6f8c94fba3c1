package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.KeyEntry;
import io.meepa.credentials.sops.Recipient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides to whom documents are encrypted: by the configuration, the agent's own key and our own seal, never by the file.
 *
 * @param publicKey the agent's recipient, if it is pinned
 * @param further recipients beside it, recovery keys for instance
 */
public record RecipientPolicy(Optional<Recipient> publicKey, List<Recipient> further) {

    /** Copies the list. */
    public RecipientPolicy {
        further = List.copyOf(further);
    }

    /**
     * Returns the configured recipients: the pinned one, or else that of the first identity, then the further ones.
     *
     * @param agent the agent
     * @param identities its identities
     * @return at least one recipient
     * @throws ConfigurationException if the pinned recipient belongs to none of the identities: what is written could
     *     not be read again
     */
    public List<Recipient> configured(AgentId agent, Identities identities) {
        Set<Recipient> all = new LinkedHashSet<>();
        all.add(own(agent, identities.recipients()));
        all.addAll(further);
        return List.copyOf(all);
    }

    /** The recipients of an ordinary write: the configured ones, and those that our last write named. */
    List<Recipient> ordinary(AgentId agent, Identities identities, Optional<VerifiedDocument> current) {
        Set<Recipient> all = new LinkedHashSet<>(configured(agent, identities));
        current.map(RecipientPolicy::sealed).orElse(List.of()).forEach(name -> all.add(Recipient.parse(name)));
        return List.copyOf(all);
    }

    /** Those who open the document by our own write, and whom the configuration does not name. */
    List<String> kept(Identities identities, VerifiedDocument document) {
        Set<String> named = document.document().keyEntries().stream()
                .map(KeyEntry::recipient)
                .collect(Collectors.toSet());
        Set<String> configured = names(identities);
        return sealed(document).stream()
                .filter(name -> named.contains(name) && !configured.contains(name))
                .toList();
    }

    /** The recipients that a file may name without being foreign, as they stand in it. */
    Set<String> known(Identities identities, VerifiedDocument document) {
        Set<String> all = new LinkedHashSet<>(names(identities));
        all.addAll(sealed(document));
        return all;
    }

    private static List<String> sealed(VerifiedDocument document) {
        return document.seal().flatMap(Seal::recipients).orElse(List.of()).stream()
                .filter(Recipient::isX25519)
                .toList();
    }

    private Set<String> names(Identities identities) {
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
