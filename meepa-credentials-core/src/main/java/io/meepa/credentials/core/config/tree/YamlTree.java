package io.meepa.credentials.core.config.tree;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.meepa.credentials.error.ConfigurationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Builds the tree of one YAML document from the parser's events. Binds nothing, so that a cold start stays short; words
 * like {@code yes} stay texts, as in YAML 1.2.
 */
public final class YamlTree {

    private static final int DEEPEST = 64;

    /** A name of an anchor costs a few bytes and may stand for everything before it, again and again. */
    private static final int MOST_BORROWED = 100_000;

    private static final String MERGE = "<<";
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();

    private final SourceText source;
    private final YAMLParser parser;
    private final Map<String, Node> anchored = new HashMap<>();
    private int borrowed;

    private YamlTree(SourceText source, YAMLParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** Returns the document's root; an empty document is an empty section. */
    public static Node.Section read(SourceText source) {
        try (YAMLParser parser = FACTORY.createParser(source.text())) {
            return new YamlTree(source, parser).document();
        } catch (IOException e) {
            throw new ConfigurationException(source.file() + ": cannot be parsed; check that it is valid YAML");
        }
    }

    private Node.Section document() {
        JsonToken first = next();
        String place = source.file().toString();
        Node root = first == null ? new Node.Nothing(place) : node(first, place, 1);
        if (next() != null) {
            throw source.refused(line(), "begins a second document; keep one");
        }
        if (root instanceof Node.Nothing) {
            return Node.Section.empty(place);
        }
        if (root instanceof Node.Section section) {
            return section;
        }
        throw source.refused(1, "must be a mapping of keys to values, such as \"credentials:\"");
    }

    private Node node(@Nullable JsonToken token, String place, int depth) {
        if (depth > DEEPEST) {
            throw source.refused(line(), "is nested deeper than " + DEEPEST + " levels; flatten it");
        }
        if (parser.isCurrentAlias()) {
            return alias(place);
        }
        boolean readable = hasStandardTag();
        String anchor = anchor();
        Node node = untagged(token, place, depth);
        if (!readable) {
            return new Node.Flaw(place, "has a tag, which is not read here; write a plain value");
        }
        if (anchor != null && !(node instanceof Node.Scalar)) {
            anchored.put(anchor, node);
        }
        return node;
    }

    private Node untagged(@Nullable JsonToken token, String place, int depth) {
        if (token == JsonToken.START_OBJECT) {
            return section(place, depth);
        }
        return token == JsonToken.START_ARRAY ? sequence(place, depth) : ScalarForm.of(token, text(), place);
    }

    private Node.Section section(String place, int depth) {
        Map<String, Node> members = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        while (next() == JsonToken.FIELD_NAME) {
            String key = text();
            String keyPlace = source.place(line());
            Node member = node(next(), keyPlace, depth + 1);
            if (key.equals(MERGE)) {
                merged.add(member);
            } else if (members.containsKey(key)) {
                members.put(key, new Node.Flaw(keyPlace, "is given twice; keep one"));
            } else {
                members.put(key, member);
            }
        }
        merged.forEach(from -> merge(from, members));
        return new Node.Section(place, members);
    }

    private static void merge(Node from, Map<String, Node> into) {
        if (from instanceof Node.Section section) {
            section.members().forEach(into::putIfAbsent);
        } else if (from instanceof Node.Sequence several) {
            several.elements().forEach(element -> merge(element, into));
        } else {
            into.put(MERGE, new Node.Flaw(from.place(), "merges what is no section; write the keys out"));
        }
    }

    private Node.Sequence sequence(String place, int depth) {
        List<Node> elements = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            elements.add(node(token, source.place(line()), depth + 1));
        }
        return new Node.Sequence(place, elements);
    }

    private Node alias(String place) {
        Node target = anchored.get(text());
        if (target == null) {
            return new Node.Flaw(
                    place, "refers to an anchor that is no section or list before it; write the value out");
        }
        borrowed += size(target);
        if (borrowed > MOST_BORROWED) {
            throw source.refused(line(), "refers to anchors too often; write the values out");
        }
        return target;
    }

    private static int size(Node node) {
        if (node instanceof Node.Section section) {
            return 1
                    + section.members().values().stream()
                            .mapToInt(YamlTree::size)
                            .sum();
        }
        return node instanceof Node.Sequence list
                ? 1 + list.elements().stream().mapToInt(YamlTree::size).sum()
                : 1;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private @Nullable JsonToken next() {
        try {
            return parser.nextToken();
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
    }

    private String text() {
        try {
            return parser.getText();
        } catch (IOException | RuntimeException e) {
            throw malformed(e);
        }
    }

    private @Nullable String anchor() {
        try {
            return parser.getObjectId();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private boolean hasStandardTag() {
        try {
            String tag = parser.getTypeId();
            return tag == null || tag.startsWith(STANDARD_TAG);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Drops the parser's error, which quotes the file. */
    private ConfigurationException malformed(Exception error) {
        int line = error.getCause() instanceof MarkedYAMLException marked
                ? marked.getProblemMark().getLine() + 1
                : line();
        String remedy = source.isIndentedWithTab(line)
                ? "indent with spaces, not tabs"
                : "check indentation, quotes, brackets and colons here and just above";
        return source.refused(line, "is not valid YAML; " + remedy);
    }
}
