package io.meepa.credentials.testkit.store;

import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Fields;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.DocumentNode.Text;
import io.meepa.credentials.testkit.check.ContractAssert;
import java.util.List;

/** Compares what was written with what was read. A text may come back hidden, never the other way round. */
final class NodeComparison {

    private NodeComparison() {}

    static void requireSame(Fields written, Fields read) {
        require("document", written, read);
    }

    private static void require(String path, DocumentNode written, DocumentNode read) {
        if (written instanceof Fields before && read instanceof Fields after) {
            requireFields(path, before, after);
        } else if (written instanceof Elements before && read instanceof Elements after) {
            requireElements(path, before.elements(), after.elements());
        } else if (written instanceof Hidden before) {
            ContractAssert.require(
                    read instanceof Hidden after && before.value().matches(after.value()),
                    "round trip: " + path + " was hidden and came back in clear or changed");
        } else if (written instanceof Text before && read instanceof Hidden after) {
            requireEqual(path, before.value().equals(after.value().reveal()));
        } else {
            requireEqual(path, written.equals(read));
        }
    }

    private static void requireFields(String path, Fields before, Fields after) {
        List<String> names = List.copyOf(before.members().keySet());
        ContractAssert.require(
                names.equals(List.copyOf(after.members().keySet())),
                "round trip: " + path + " came back with other members or another order: " + names + " became "
                        + after.members().keySet());
        before.members().forEach((name, node) -> {
            DocumentNode other = after.members().get(name);
            require(path + "." + name, node, other == null ? new DocumentNode.Nothing() : other);
        });
    }

    private static void requireElements(String path, List<DocumentNode> before, List<DocumentNode> after) {
        ContractAssert.require(before.size() == after.size(), "round trip: " + path + " came back with another length");
        for (int i = 0; i < before.size(); i++) {
            require(path + "[" + i + "]", before.get(i), after.get(i));
        }
    }

    private static void requireEqual(String path, boolean equal) {
        ContractAssert.require(equal, "round trip: " + path + " came back changed");
    }
}
