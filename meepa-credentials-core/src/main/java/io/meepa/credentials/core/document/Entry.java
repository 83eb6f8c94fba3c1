package io.meepa.credentials.core.document;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.spi.DocumentNode;
import java.util.Map;

/**
 * A credential and what its record holds that we do not know.
 *
 * @param credential the credential
 * @param extras unknown members of the record
 * @param itemExtras unknown members of its items, by item key
 * @param metadataExtras metadata of kinds that we do not model
 */
public record Entry(
        AgentCredential credential,
        Map<String, DocumentNode> extras,
        Map<String, Map<String, DocumentNode>> itemExtras,
        Map<String, DocumentNode> metadataExtras) {

    /** Copies the extras. */
    public Entry {
        extras = Ordered.copy(extras);
        itemExtras = Ordered.copy(itemExtras);
        metadataExtras = Ordered.copy(metadataExtras);
    }

    /** Returns an entry without unknown members. */
    public static Entry of(AgentCredential credential) {
        return new Entry(credential, Map.of(), Map.of(), Map.of());
    }

    /** Returns a copy with another credential, the unknown members kept. */
    public Entry with(AgentCredential newCredential) {
        return new Entry(newCredential, extras, itemExtras, metadataExtras);
    }
}
