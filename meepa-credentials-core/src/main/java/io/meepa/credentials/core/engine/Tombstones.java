package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.UpstreamResource;
import java.time.Instant;
import java.util.ArrayList;
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

    private static final Tag UNTAGGED = new Tag("untagged");

    private Tombstones() {}

    /**
     * Buries everything managed in a document. A credential that never got to exist leaves nothing to revoke. What was
     * put off until later is due now.
     */
    static AgentDocument bury(AgentDocument document, Instant now) {
        AgentDocument buried = document;
        for (Operation operation : document.operations()) {
            buried = bury(buried, operation);
        }
        for (Entry entry : document.entries()) {
            AgentCredential credential = entry.credential();
            if (credential.managed()) {
                buried = TokenSlots.withoutRenewal(buried.without(credential.key()), credential.key());
                // A token that was got for another ends by itself, and with what it was got for.
                if (!credential.items().isEmpty() && !TokenSlot.derived(credential)) {
                    buried = bury(buried, credential, now);
                }
            }
        }
        return buried;
    }

    /** Returns what is kept of a credential whose resource, or old secret, is to be taken back. */
    static List<CredentialItem> ids(AgentCredential credential) {
        return credential.items().stream()
                .filter(item -> !SECRETS.contains(item.type()))
                .toList();
    }

    /** Returns the tag that a credential was created under. One without was not made by us: no upstream will know it. */
    static Tag tag(AgentCredential credential) {
        return credential
                .metadata()
                .text("tag")
                .filter(Tag::allows)
                .map(Tag::new)
                .orElse(UNTAGGED);
    }

    private static AgentDocument bury(AgentDocument document, Operation operation) {
        List<UpstreamResource> resources = operation.details().resources();
        return switch (operation.kind()) {
            case CREATE -> replaced(document, operation.as(Operation.Kind.REVOKE, resources));
            case ROTATE ->
                resources.isEmpty()
                        ? document.withoutOperation(operation.id())
                        : replaced(document, operation.as(Operation.Kind.RETIRE, resources));
            case RETIRE, REVOKE -> replaced(document, operation);
            case REFRESH -> document;
            case SUSPEND, RESUME -> document.withoutOperation(operation.id()); // Of no use to what goes for good.
        };
    }

    private static AgentDocument replaced(AgentDocument document, Operation operation) {
        Operation due = operation.tried(operation.details().attempts().atOnce());
        return document.withOperation(
                due.state() == Operation.State.INDETERMINATE ? due.in(Operation.State.OPEN) : due);
    }

    /** Revoking a resource takes all its secrets back: single ones that were queued become part of it. */
    private static AgentDocument bury(AgentDocument document, AgentCredential credential, Instant now) {
        List<UpstreamResource> resources = new ArrayList<>();
        AgentDocument buried = document;
        for (Operation operation : document.operations()) {
            boolean part = operation.kind() == Operation.Kind.RETIRE
                    && operation.category().equals(credential.category())
                    && operation.service().equals(credential.service());
            if (part) {
                resources.addAll(operation.details().resources());
                buried = buried.withoutOperation(operation.id());
            }
        }
        return buried.withOperation(revocation(credential, resources, now));
    }

    private static Operation revocation(AgentCredential credential, List<UpstreamResource> resources, Instant now) {
        return new Operation(
                UUID.randomUUID().toString(),
                Operation.Kind.REVOKE,
                Operation.State.OPEN,
                credential.category(),
                credential.service(),
                new Operation.Details(
                        tag(credential),
                        now,
                        resources,
                        Map.of(),
                        ids(credential),
                        credential.metadata(),
                        Map.of(),
                        credential.name(),
                        Attempts.none(now),
                        Map.of()),
                Map.of());
    }
}
