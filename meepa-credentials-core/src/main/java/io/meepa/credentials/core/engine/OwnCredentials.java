package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.AmbiguousCredentialException;
import io.meepa.credentials.CredentialAlreadyExistsException;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialNotFoundException;
import io.meepa.credentials.ManagedCredentialException;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import java.util.List;
import java.util.stream.Collectors;

/** The rules for what users add, replace and remove. Functions from a document to the next. */
final class OwnCredentials {

    private final AgentId agent;

    OwnCredentials(AgentId agent) {
        this.agent = agent;
    }

    AgentCredential find(AgentDocument document, CredentialKey key) {
        return only(document, key).credential();
    }

    /** Returns the entry that users may change. */
    Entry owned(AgentDocument document, CredentialKey key) {
        Entry entry = only(document, key);
        requireOwn(entry.credential());
        return entry;
    }

    AgentDocument add(AgentDocument document, AgentCredential credential) {
        requireOwn(credential);
        refuseTaken(document, credential);
        return document.withEntry(Entry.of(credential));
    }

    /** Adds what a plain document holds, with its managed flags; a single conflict refuses all. */
    AgentDocument takeOver(AgentDocument document, List<AgentCredential> credentials) {
        AgentDocument taken = document;
        for (AgentCredential credential : credentials) {
            refuseTaken(taken, credential);
            taken = taken.withEntry(Entry.of(credential));
        }
        return taken;
    }

    AgentDocument replace(AgentDocument document, AgentCredential credential) {
        requireOwn(credential);
        CredentialKey service = CredentialKey.of(credential.category(), credential.service());
        boolean nameLeftToDefault = credential.name().equals(credential.service());
        Entry old = only(document, nameLeftToDefault ? service : credential.key());
        requireOwn(old.credential());
        AgentDocument other =
                TokenSlots.withoutRenewal(document, old.credential().key());
        return other.withEntries(document.entries().stream()
                .map(entry -> entry.equals(old) ? entry.with(keepName(credential, old, nameLeftToDefault)) : entry)
                .toList());
    }

    AgentDocument remove(AgentDocument document, CredentialKey key) {
        AgentCredential credential = find(document, key);
        requireOwn(credential);
        return TokenSlots.withoutRenewal(document.without(credential.key()), credential.key());
    }

    private void refuseTaken(AgentDocument document, AgentCredential credential) {
        List<Entry> sameService = document.matching(CredentialKey.of(credential.category(), credential.service()));
        boolean nameLeftToDefault = credential.name().equals(credential.service());
        boolean taken = sameService.stream()
                .anyMatch(
                        entry -> nameLeftToDefault || entry.credential().name().equals(credential.name()));
        if (taken) {
            throw new CredentialAlreadyExistsException("agent " + agent + " has " + credential.category() + "/"
                    + credential.service() + " already: replace it, or give the new one a name of its own");
        }
    }

    private static AgentCredential keepName(AgentCredential credential, Entry old, boolean nameLeftToDefault) {
        return nameLeftToDefault
                ? credential.toBuilder().name(old.credential().name()).build()
                : credential;
    }

    private Entry only(AgentDocument document, CredentialKey key) {
        Entry found = null;
        for (Entry entry : document.entries()) {
            if (key.fits(entry.credential())) {
                if (found != null) {
                    throw ambiguous(document, key);
                }
                found = entry;
            }
        }
        if (found == null) {
            throw new CredentialNotFoundException("agent " + agent + " has no credential " + key);
        }
        return found;
    }

    private AmbiguousCredentialException ambiguous(AgentDocument document, CredentialKey key) {
        return new AmbiguousCredentialException("agent " + agent + " has several credentials " + key
                + ", say which by name: "
                + document.matching(key).stream()
                        .map(entry -> entry.credential().name())
                        .collect(Collectors.joining(", ")));
    }

    private void requireOwn(AgentCredential credential) {
        if (credential.managed()) {
            throw new ManagedCredentialException(
                    "agent " + agent + ": " + credential.key() + " is managed: deprovision the agent to revoke it");
        }
    }
}
