package io.meepa.credentials.core.document;

import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.Map;

/**
 * The document's word on its store. Item id and vault are opaque: kept, never interpreted.
 *
 * @param provider the store's id
 * @param itemId an opaque name
 * @param vault an opaque name
 * @param status where the store stands
 * @param extras members that we do not know
 */
public record StoreHeader(
        String provider, String itemId, String vault, CredentialStatus status, Map<String, DocumentNode> extras) {

    /** Copies the extras. */
    public StoreHeader {
        extras = Ordered.copy(extras);
    }

    /** Returns the header of a new document. */
    public static StoreHeader of(String provider, String itemId, String vault) {
        return new StoreHeader(provider, itemId, vault, CredentialStatus.Settled.PROVISIONED, Map.of());
    }
}
