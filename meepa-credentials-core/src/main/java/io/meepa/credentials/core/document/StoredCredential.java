package io.meepa.credentials.core.document;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A credential and what its record holds that we do not know.
 *
 * @param credential the credential
 * @param extras unknown members of the record
 * @param itemExtras unknown members of its items, by item key
 * @param metadataExtras metadata of kinds that we do not model
 */
public record StoredCredential(
        AgentCredential credential,
        Map<String, DocumentNode> extras,
        Map<String, Map<String, DocumentNode>> itemExtras,
        Map<String, DocumentNode> metadataExtras) {

    /** Copies the extras. */
    public StoredCredential {
        extras = Ordered.copy(extras);
        itemExtras = Ordered.copy(itemExtras);
        metadataExtras = Ordered.copy(metadataExtras);
    }

    /** Returns an entry without unknown members. */
    public static StoredCredential of(AgentCredential credential) {
        return new StoredCredential(credential, Map.of(), Map.of(), Map.of());
    }

    /** Returns whether there is none on both sides, or one that holds the same. */
    public static boolean same(Optional<AgentCredential> one, Optional<AgentCredential> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() == other.isEmpty();
        }
        return same(one.get(), other.get());
    }

    /** Returns whether two credentials hold the same. Values decoded anew are other objects, so their contents are compared. */
    public static boolean same(AgentCredential mine, AgentCredential theirs) {
        return mine.key().equals(theirs.key())
                && mine.managed() == theirs.managed()
                && mine.status().equals(theirs.status())
                && mine.metadata().equals(theirs.metadata())
                && same(mine.items(), theirs.items());
    }

    private static boolean same(List<CredentialItem> mine, List<CredentialItem> theirs) {
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            CredentialItem item = mine.get(i);
            CredentialItem other = theirs.get(i);
            if (!item.key().equals(other.key())
                    || !item.type().equals(other.type())
                    || !item.value().matches(other.value())) {
                return false;
            }
        }
        return true;
    }

    /** Returns a copy with another credential, the unknown members kept. */
    public StoredCredential with(AgentCredential newCredential) {
        return new StoredCredential(newCredential, extras, itemExtras, metadataExtras);
    }
}
