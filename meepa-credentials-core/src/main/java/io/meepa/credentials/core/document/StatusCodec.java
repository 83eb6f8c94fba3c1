package io.meepa.credentials.core.document;

import io.meepa.credentials.CorruptDocumentException;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.spi.DocumentNode;
import java.util.Map;

/** Maps a status: five plain strings, or an object with the one member {@code failed}. */
final class StatusCodec {

    private static final String FAILED = "failed";

    private StatusCodec() {}

    static CredentialStatus decode(String where, DocumentNode node) {
        if (node instanceof DocumentNode.Text text) {
            return CredentialStatus.Settled.ofWireName(text.value())
                    .orElseThrow(() -> new CorruptDocumentException(where + " is no known status"));
        }
        if (node instanceof DocumentNode.Fields fields
                && fields.members().size() == 1
                && fields.members().get(FAILED) instanceof DocumentNode.Text reason) {
            return new CredentialStatus.Failed(reason.value());
        }
        throw new CorruptDocumentException(where + " is neither a status nor {\"failed\": reason}");
    }

    static DocumentNode encode(CredentialStatus status) {
        if (status instanceof CredentialStatus.Failed failed) {
            return new DocumentNode.Fields(Map.of(FAILED, new DocumentNode.Text(failed.reason())));
        }
        return new DocumentNode.Text(((CredentialStatus.Settled) status).wireName());
    }
}
