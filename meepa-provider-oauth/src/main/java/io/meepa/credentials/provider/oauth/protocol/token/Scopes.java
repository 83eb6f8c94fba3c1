package io.meepa.credentials.provider.oauth.protocol.token;

import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads granted scopes: separated by blanks or commas, or an array. No scope has either character within. */
final class Scopes {

    private static final int MOST = 200;

    private Scopes() {}

    static Optional<Set<String>> read(AnswerNode node) {
        if (!node.present() || node.isObject()) {
            return Optional.empty();
        }
        Stream<String> texts = node.elements().isEmpty()
                ? Stream.of(node.clear())
                : node.elements().stream().map(AnswerNode::clear);
        Set<String> scopes = new LinkedHashSet<>();
        texts.flatMap(text -> Arrays.stream(text.split("[\\s,]+")))
                .filter(scope -> scope.matches("[!#-\\[\\]-~]{1,300}"))
                .limit(MOST)
                .forEach(scopes::add);
        return Optional.of(Set.copyOf(scopes));
    }
}
