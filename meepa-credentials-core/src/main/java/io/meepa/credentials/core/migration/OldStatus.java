package io.meepa.credentials.core.migration;

import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.Optional;

/** Reads a status: one of five texts, or an object with the one member {@code failed}. */
final class OldStatus {

    private OldStatus() {}

    static Optional<CredentialStatus> read(DocumentNode value) {
        if (value instanceof DocumentNode.Fields fields && fields.members().size() == 1) {
            return Optional.ofNullable(fields.members().get("failed"))
                    .flatMap(Leaf::text)
                    .map(CredentialStatus.Failed::new);
        }
        return Leaf.text(value).flatMap(CredentialStatus.Settled::ofWireName).map(CredentialStatus.class::cast);
    }
}
