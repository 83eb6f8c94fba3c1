package io.meepa.credentials.core.document;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.meepa.credentials.core.migration.PlainJson;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.verification.watch.Allowance;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * R7: whatever the document, it is refused by the one documented error, or comes back the same from then on. Seeds are
 * replayed in the normal build; {@code JAZZER_FUZZ=1} searches for real.
 */
class DocumentFuzzTest {

    @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
    void readsAndWritesTheSameDocument(byte[] json) {
        Allowance.hold(() -> readAndWrite(json));
    }

    private static void readAndWrite(byte[] json) {
        try {
            DocumentNode.Fields written = roundTrip((DocumentNode.Fields) shown(PlainJson.read("fuzz.json", json)));
            require(Trees.print(written).equals(Trees.print(roundTrip(written))));
        } catch (CorruptDocumentException e) {
            require(e.getMessage() != null && e.getCause() == null);
        }
        try {
            DocumentNode.Fields tree = (DocumentNode.Fields) shown(PlainJson.read("fuzz.json", json));
            DocumentNode.Fields written = DocumentCodec.encode(DocumentCodec.decode(tree, "agent a: here"));
            AgentDocument again = DocumentCodec.decode(written, "agent a: here");
            again.unreadable().forEach(entry -> require(!entry.summary().usable()));
            require(Trees.print(written).equals(Trees.print(DocumentCodec.encode(again))));
        } catch (CorruptDocumentException e) {
            require(e.getMessage() != null && e.getCause() == null);
        }
    }

    private static DocumentNode.Fields roundTrip(DocumentNode.Fields tree) {
        return DocumentCodec.encode(DocumentCodec.decode(tree));
    }

    /** A store shows the texts that it keeps in clear. */
    private static DocumentNode shown(DocumentNode node) {
        if (node instanceof DocumentNode.Fields fields) {
            Map<String, DocumentNode> members = new LinkedHashMap<>();
            fields.members().forEach((name, member) -> members.put(name, shown(member)));
            return new DocumentNode.Fields(members);
        }
        if (node instanceof DocumentNode.Elements list) {
            return new DocumentNode.Elements(
                    list.elements().stream().map(DocumentFuzzTest::shown).toList());
        }
        return node instanceof DocumentNode.Hidden hidden
                ? new DocumentNode.Text(hidden.value().reveal())
                : node;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("a promise was broken");
        }
    }
}
