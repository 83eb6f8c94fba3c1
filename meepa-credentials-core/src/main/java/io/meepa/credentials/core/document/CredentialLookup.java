package io.meepa.credentials.core.document;

import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one credential that an address means.
 *
 * @param agent whose document is looked in, for messages
 */
public record CredentialLookup(AgentId agent) {

    /**
     * Returns the credential at an address.
     *
     * @throws CredentialNotFoundException if there is none
     * @throws AmbiguousCredentialException if there are several
     */
    public AgentCredential find(AgentDocument document, CredentialKey key) {
        return entry(document, key).credential();
    }

    /**
     * Returns the entry at an address.
     *
     * @throws CredentialNotFoundException if there is none
     * @throws AmbiguousCredentialException if there are several
     */
    public StoredCredential entry(AgentDocument document, CredentialKey key) {
        StoredCredential found = exact(document, key);
        return found == null ? spelledOut(document, key) : found;
    }

    /**
     * Returns the credential at an address, or null if there is none at just that address.
     *
     * @throws AmbiguousCredentialException if there are several
     */
    public @Nullable AgentCredential findExact(AgentDocument document, CredentialKey key) {
        StoredCredential found = exact(document, key);
        return found == null ? null : found.credential();
    }

    private @Nullable StoredCredential exact(AgentDocument document, CredentialKey key) {
        StoredCredential found = null;
        // No stream: this is the whole of a warm read.
        for (StoredCredential entry : document.entries()) {
            if (key.fits(entry.credential())) {
                if (found != null) {
                    throw ambiguous(key, document.matching(key));
                }
                found = entry;
            }
        }
        return found;
    }

    /** An address may be as it is shown: with the characters that must not be shown as they are spelled out. */
    private StoredCredential spelledOut(AgentDocument document, CredentialKey key) {
        List<StoredCredential> shown = document.entries().stream()
                .filter(entry -> fitsAsShown(key, entry.credential()))
                .toList();
        if (shown.isEmpty()) {
            document.unreadable(key).ifPresent(entry -> {
                throw new CorruptDocumentException(entry.remedy());
            });
            throw new CredentialNotFoundException("agent " + agent + " has no credential " + key);
        }
        if (shown.size() > 1) {
            throw ambiguous(key, shown);
        }
        return shown.get(0);
    }

    private static boolean fitsAsShown(CredentialKey key, AgentCredential credential) {
        CredentialKey shown = credential.summary().key();
        return !shown.equals(credential.key())
                && shown.service().equals(key.service())
                && shown.category().equals(key.category())
                && key.name()
                        .map(name -> shown.name().filter(name::equals).isPresent())
                        .orElse(true);
    }

    private AmbiguousCredentialException ambiguous(CredentialKey key, List<StoredCredential> found) {
        return new AmbiguousCredentialException("agent " + agent + " has several credentials " + key
                + ", say which by name: "
                + found.stream()
                        .map(entry -> entry.credential().summary().name())
                        .collect(Collectors.joining(", ")));
    }
}
