package io.meepa.credentials.core.document;

import io.meepa.credentials.spi.store.DocumentNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps how often an operation was tried. Older documents have none of it. */
final class AttemptsCodec {

    private AttemptsCodec() {}

    static Attempts decode(FieldReader attempts) {
        return new Attempts(
                count(attempts),
                OperationCodec.instant(attempts.where() + ".last", attempts.text("last")),
                OperationCodec.instant(attempts.where() + ".due", attempts.text("due")),
                attempts.optionalText("reason").orElse(""));
    }

    static DocumentNode encode(Attempts attempts) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        members.put("count", new DocumentNode.Numeric(String.valueOf(attempts.count())));
        members.put("last", new DocumentNode.Text(attempts.last().toString()));
        members.put("due", new DocumentNode.Text(attempts.due().toString()));
        members.put("reason", new DocumentNode.Text(attempts.reason()));
        return new DocumentNode.Fields(members);
    }

    private static int count(FieldReader attempts) {
        DocumentNode node = attempts.node("count");
        if (node instanceof DocumentNode.Numeric number && number.literal().matches("[0-9]{1,9}")) {
            return Integer.parseInt(number.literal());
        }
        throw attempts.wrong("count", "a small number");
    }
}
