package io.meepa.credentials.core.document;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps a status: five plain strings, or an object with the one member {@code failed}. */
final class StatusCodec {

    private static final String FAILED = "failed";

    private static final String KNOWN = Arrays.stream(CredentialStatus.Settled.values())
                    .map(CredentialStatus.Settled::wireName)
                    .collect(Collectors.joining(", "))
            + " or {\"failed\": reason}";

    private StatusCodec() {}

    static CredentialStatus decode(String where, DocumentNode node) {
        if (node instanceof DocumentNode.Text text) {
            return CredentialStatus.Settled.ofWireName(text.value())
                    .orElseThrow(() -> new CorruptDocumentException(where + " is no known status: use " + KNOWN));
        }
        if (node instanceof DocumentNode.Fields fields
                && fields.members().size() == 1
                && fields.members().get(FAILED) instanceof DocumentNode.Text reason) {
            return new CredentialStatus.Failed(reason.value());
        }
        throw new CorruptDocumentException(where + " is neither a status nor {\"failed\": reason}: use " + KNOWN);
    }

    static DocumentNode encode(CredentialStatus status) {
        if (status instanceof CredentialStatus.Failed failed) {
            return new DocumentNode.Fields(Map.of(FAILED, new DocumentNode.Text(failed.reason())));
        }
        return new DocumentNode.Text(((CredentialStatus.Settled) status).wireName());
    }
}
