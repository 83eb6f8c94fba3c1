package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.spi.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Turns managed credentials and unfinished creations into revocations on record. From then on their secrets are gone
 * here, whatever the upstream says: what is kept is what revoking needs, the ids.
 */
final class Tombstones {

    /** Types of items that open something; revoking is done with the organisation's key and needs none of them. */
    private static final Set<ItemType> SECRETS =
            Set.of(ItemType.API_TOKEN, ItemType.PASSWORD, ItemType.TOTP, ItemType.CVV, ItemType.CARD_NUMBER);

    private Tombstones() {}

    /** Buries everything managed in a document. A credential that never got to exist leaves nothing to revoke. */
    static AgentDocument bury(AgentDocument document, Instant now) {
        AgentDocument buried = document;
        for (Operation operation : document.operations()) {
            if (operation.kind() == Operation.Kind.CREATE) {
                buried = buried.withoutOperation(operation.id()).withOperation(revocation(operation));
            }
        }
        for (Entry entry : document.entries()) {
            AgentCredential credential = entry.credential();
            if (credential.managed()) {
                buried = buried.without(credential.key());
                if (!credential.items().isEmpty()) {
                    buried = buried.withOperation(revocation(credential, now));
                }
            }
        }
        return buried;
    }

    private static Operation revocation(Operation creation) {
        return new Operation(
                creation.id(),
                Operation.Kind.REVOKE,
                Operation.State.OPEN,
                creation.category(),
                creation.service(),
                creation.details(),
                creation.extras());
    }

    private static Operation revocation(AgentCredential credential, Instant now) {
        List<CredentialItem> ids = credential.items().stream()
                .filter(item -> !SECRETS.contains(item.type()))
                .toList();
        return new Operation(
                UUID.randomUUID().toString(),
                Operation.Kind.REVOKE,
                Operation.State.OPEN,
                credential.category(),
                credential.service(),
                new Operation.Details(
                        new Tag(credential.metadata().text("tag").orElse("")),
                        now,
                        List.of(),
                        Map.of(),
                        ids,
                        credential.metadata(),
                        credential.name()),
                Map.of());
    }
}
