package io.meepa.credentials.core.own;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.CredentialLookup;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.document.UnreadableCredential;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.MetadataValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The rules for what users add, replace and remove. Functions from a document to the next. */
public final class OwnCredentials {

    /** How a connection remembers that its token, or its app, was refused. */
    private static final Set<String> REFUSAL =
            Set.of(MetadataKeys.RECONNECT_SINCE, MetadataKeys.RECONNECT_REASON, MetadataKeys.APP_UNKNOWN_SINCE);

    private final AgentId agent;
    private final CredentialLookup lookup;

    /** Creates the rules for one agent. */
    public OwnCredentials(AgentId agent) {
        this.agent = agent;
        this.lookup = new CredentialLookup(agent);
    }

    /** Returns the entry that users may change. */
    StoredCredential owned(AgentDocument document, CredentialKey key) {
        StoredCredential entry = lookup.entry(document, key);
        requireOwn(entry.credential());
        refuseNewer(document, entry.credential());
        return entry;
    }

    /** Changes an entry that users may change; returns the credential as it is then. */
    AgentCredential change(AgentVault vault, CredentialKey key, UnaryOperator<AgentCredential> change) {
        AgentDocument written = vault.update(document -> {
            StoredCredential entry = owned(document, key);
            AgentCredential changed = change.apply(entry.credential());
            new NewCredential(agent, changed).checkInPlaceOf(entry.credential());
            return changed.equals(entry.credential()) ? document : document.withEntry(entry.with(changed));
        });
        return lookup.find(written, key);
    }

    /** Adds a credential; refuses a place that is taken. */
    public AgentDocument add(AgentDocument document, AgentCredential credential) {
        requireOwn(credential);
        new NewCredential(agent, credential).check();
        refuseNewer(document, credential);
        refuseTaken(document, credential);
        return document.withEntry(StoredCredential.of(credential));
    }

    /** Adds what a plain document holds, with its managed flags; a single conflict refuses all. */
    public AgentDocument takeOver(AgentDocument document, List<AgentCredential> credentials) {
        AgentDocument taken = document;
        for (AgentCredential credential : credentials) {
            new NewCredential(agent, credential).check();
            refuseTaken(taken, credential);
            taken = taken.withEntry(StoredCredential.of(credential));
        }
        return taken;
    }

    /** Replaces a credential at its place. */
    public AgentDocument replace(AgentDocument document, AgentCredential credential) {
        requireOwn(credential);
        CredentialKey service = CredentialKey.of(credential.category(), credential.service());
        boolean nameLeftToDefault = credential.name().equals(credential.service()) && !document.has(credential.key());
        StoredCredential old = lookup.entry(document, nameLeftToDefault ? service : credential.key());
        requireOwn(old.credential());
        new NewCredential(agent, credential).checkInPlaceOf(old.credential());
        refuseNewer(document, old.credential());
        AgentDocument other = document.withoutRefresh(old.credential().key());
        return other.withEntries(document.entries().stream()
                .map(entry -> entry.equals(old)
                        ? entry.with(withoutRefusal(keepName(credential, old, nameLeftToDefault)))
                        : entry)
                .toList());
    }

    /** A refusal is remembered of the token that was refused. What takes its place, also as a changed copy, is another. */
    private static AgentCredential withoutRefusal(AgentCredential credential) {
        Map<String, MetadataValue> left =
                new LinkedHashMap<>(credential.metadata().values());
        boolean refused = left.keySet().removeAll(REFUSAL);
        return refused ? credential.toBuilder().metadata(new Metadata(left)).build() : credential;
    }

    /** Removes a credential. */
    public AgentDocument remove(AgentDocument document, CredentialKey key) {
        Optional<UnreadableCredential> unreadable = document.unreadable(key);
        if (unreadable.isPresent() && !document.has(key)) {
            return removeUnreadable(document, unreadable.get());
        }
        AgentCredential credential = lookup.find(document, key);
        requireOwn(credential);
        refuseNewer(document, credential);
        return document.without(credential.key()).withoutRefresh(credential.key());
    }

    private AgentDocument removeUnreadable(AgentDocument document, UnreadableCredential unreadable) {
        if (unreadable.managed()) {
            throw new ManagedCredentialException("agent " + agent + ": " + unreadable.key()
                    + " may be managed, and cannot be read: " + unreadable.remedy());
        }
        return document.withoutUnreadable(unreadable::isSame);
    }

    /** A newer version works on that place, and knows what this one does not. */
    private void refuseNewer(AgentDocument document, AgentCredential credential) {
        document.unknownOperation(credential.category(), credential.service()).ifPresent(operation -> {
            throw new CredentialLockedException("agent " + agent + ": " + credential.key() + ": " + operation.reason());
        });
    }

    private void refuseTaken(AgentDocument document, AgentCredential credential) {
        List<StoredCredential> sameService =
                document.matching(CredentialKey.of(credential.category(), credential.service()));
        boolean nameLeftToDefault = credential.name().equals(credential.service());
        boolean taken = sameService.stream()
                .anyMatch(
                        entry -> nameLeftToDefault || entry.credential().name().equals(credential.name()));
        document.unreadable(credential.key()).ifPresent(entry -> {
            throw new CredentialAlreadyExistsException("agent " + agent + " has " + credential.key()
                    + " already, and it cannot be read: " + entry.remedy());
        });
        if (taken) {
            throw new CredentialAlreadyExistsException("agent " + agent + " has " + credential.category() + "/"
                    + credential.service() + " already: replace it, or give the new one a name of its own");
        }
    }

    private static AgentCredential keepName(
            AgentCredential credential, StoredCredential old, boolean nameLeftToDefault) {
        return nameLeftToDefault
                ? credential.toBuilder().name(old.credential().name()).build()
                : credential;
    }

    private void requireOwn(AgentCredential credential) {
        if (credential.managed()) {
            throw new ManagedCredentialException(
                    "agent " + agent + ": " + credential.key() + " is managed: deprovision the agent to revoke it");
        }
    }
}
