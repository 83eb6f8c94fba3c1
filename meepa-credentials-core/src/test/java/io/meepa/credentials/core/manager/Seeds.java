package io.meepa.credentials.core.manager;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoreHeader;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Documents as earlier managers would have left them. */
final class Seeds {

    private Seeds() {}

    static AgentDocument empty() {
        return AgentDocument.empty(StoreHeader.of("recording", "i", "v"));
    }

    static String tag(String agent, String category) {
        return "meepa." + agent + "." + category + ".seed1";
    }

    static AgentDocument with(String agent, Category category, String service) {
        return empty().withEntry(StoredCredential.of(managed(agent, category, service)));
    }

    static AgentCredential managed(String agent, Category category, String service) {
        String tag = tag(agent, category.name());
        return new AgentCredential(
                category,
                service,
                "Seeded",
                Origin.OPERATOR_PROVIDED,
                List.of(
                        new CredentialItem("inbox_id", Secret.of("id-" + tag), ItemType.OTHER),
                        new CredentialItem("key", Secret.of("seeded-secret"), ItemType.API_TOKEN)),
                Metadata.empty().with("tag", tag),
                CredentialStatus.Settled.PROVISIONED,
                true);
    }

    static Operation operation(PendingOperation.Kind kind, String agent, String service, Instant since) {
        return new Operation(
                "op-" + agent,
                kind,
                Operation.State.OPEN,
                Category.EMAIL,
                service,
                Operation.Details.of(new Tag(tag(agent, "email")), since, "Seeded"),
                Map.of());
    }

    /** Returns an operation whose resource bears another tag. */
    static Operation tagged(Operation operation, String tag) {
        Operation.Details details = Operation.Details.of(
                new Tag(tag), operation.details().since(), operation.details().name());
        return new Operation(
                operation.id(),
                operation.kind(),
                operation.state(),
                operation.category(),
                operation.service(),
                details,
                Map.of());
    }

    static Operation failedAt(Operation operation, Instant when) {
        return operation.tried(Attempts.none(when).failed(when, "mailbox: down"));
    }
}
