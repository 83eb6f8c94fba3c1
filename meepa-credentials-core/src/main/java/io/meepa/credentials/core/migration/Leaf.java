package io.meepa.credentials.core.migration;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.Optional;

/** Looks at the values at a tree's ends. */
final class Leaf {

    private Leaf() {}

    /** Returns the text of a text or number. */
    static Optional<Secret> secret(DocumentNode node) {
        if (node instanceof DocumentNode.Hidden hidden) {
            return Optional.of(hidden.value());
        }
        if (node instanceof DocumentNode.Text text) {
            return Optional.of(Secret.of(text.value()));
        }
        if (node instanceof DocumentNode.Numeric number) {
            return Optional.of(Secret.of(number.literal()));
        }
        return Optional.empty();
    }

    /** Returns a text that is no secret by its place, such as a service's name. */
    static Optional<String> text(DocumentNode node) {
        return node instanceof DocumentNode.Numeric
                ? Optional.empty()
                : secret(node).map(Secret::reveal);
    }

    static boolean isText(DocumentNode node) {
        return node instanceof DocumentNode.Hidden || node instanceof DocumentNode.Text;
    }

    static boolean isEmpty(DocumentNode node) {
        return node instanceof DocumentNode.Nothing
                || (isText(node) && secret(node).map(Secret::isEmpty).orElse(false));
    }

    /** Counts what must be found again: every value that is not empty. */
    static int count(DocumentNode node) {
        if (node instanceof DocumentNode.Fields fields) {
            return fields.members().values().stream().mapToInt(Leaf::count).sum();
        }
        if (node instanceof DocumentNode.Elements elements) {
            return elements.elements().stream().mapToInt(Leaf::count).sum();
        }
        return isEmpty(node) ? 0 : 1;
    }
}
