package io.meepa.credentials.provider.oauth.protocol.wire;

import io.meepa.credentials.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a service's answer. Texts and numbers are secrets until somebody reads one by name, for an answer holds tokens.
 * Immutable but for {@link #close}, which wipes all that it holds.
 */
public final class AnswerNode implements AutoCloseable {

    private static final AnswerNode ABSENT = new AnswerNode(Kind.ABSENT, Map.of(), List.of(), Optional.empty());

    private final Kind kind;
    private final Map<String, AnswerNode> fields;
    private final List<AnswerNode> elements;
    private final Optional<Secret> value;

    private AnswerNode(Kind kind, Map<String, AnswerNode> fields, List<AnswerNode> elements, Optional<Secret> value) {
        this.kind = kind;
        this.fields = fields;
        this.elements = elements;
        this.value = value;
    }

    /**
     * Returns the node of what is not there; a JSON {@code null} is the same.
     *
     * @return the absent node
     */
    public static AnswerNode absent() {
        return ABSENT;
    }

    static AnswerNode object(Map<String, AnswerNode> fields) {
        return new AnswerNode(Kind.OBJECT, Map.copyOf(fields), List.of(), Optional.empty());
    }

    static AnswerNode array(List<AnswerNode> elements) {
        return new AnswerNode(Kind.ARRAY, Map.of(), List.copyOf(elements), Optional.empty());
    }

    static AnswerNode text(Secret text) {
        return new AnswerNode(Kind.TEXT, Map.of(), List.of(), Optional.of(text));
    }

    /** A number, or a truth value, by its spelling. */
    static AnswerNode literal(Secret spelling) {
        return new AnswerNode(Kind.LITERAL, Map.of(), List.of(), Optional.of(spelling));
    }

    /**
     * Reports whether there is a node.
     *
     * @return false for what is missing or {@code null}
     */
    public boolean present() {
        return kind != Kind.ABSENT;
    }

    /**
     * Reports whether this is an object.
     *
     * @return whether it has fields rather than a value
     */
    public boolean isObject() {
        return kind == Kind.OBJECT;
    }

    /**
     * Returns a field.
     *
     * @param name the field
     * @return its node, absent if there is none
     */
    public AnswerNode field(String name) {
        return fields.getOrDefault(name, ABSENT);
    }

    /**
     * Returns what a JSON pointer (RFC 6901) leads to.
     *
     * @param pointer the pointer; the empty text is this node
     * @return the node, absent if it leads nowhere
     */
    public AnswerNode at(String pointer) {
        AnswerNode node = this;
        if (pointer.isEmpty()) {
            return node;
        }
        for (String step : pointer.substring(1).split("/", -1)) {
            node = node.step(step.replace("~1", "/").replace("~0", "~"));
        }
        return node;
    }

    /**
     * Returns the elements of an array.
     *
     * @return the elements, none if this is no array
     */
    public List<AnswerNode> elements() {
        return elements;
    }

    /**
     * Returns a text that is not empty.
     *
     * @return the text as a secret of its own, which the caller closes; empty for anything else
     */
    public Optional<Secret> secret() {
        return kind == Kind.TEXT
                ? value.filter(text -> !text.isEmpty()).map(text -> text.withBytes(Secret::copyOf))
                : Optional.empty();
    }

    /**
     * Returns a text, number or truth value in clear. For fields that hold no secret.
     *
     * @return the value as it was spelled, empty for anything else
     */
    public String clear() {
        return value.map(Secret::reveal).orElse("");
    }

    /**
     * Reports whether the value is spelled so.
     *
     * @param expected the spelling
     * @return whether it is
     */
    public boolean is(String expected) {
        return value.map(Secret::reveal).filter(expected::equals).isPresent();
    }

    @Override
    public void close() {
        value.ifPresent(Secret::close);
        fields.values().forEach(AnswerNode::close);
        elements.forEach(AnswerNode::close);
    }

    @Override
    public String toString() {
        return "AnswerNode[" + kind + "]";
    }

    private AnswerNode step(String name) {
        if (kind != Kind.ARRAY) {
            return field(name);
        }
        boolean index = name.matches("0|[1-9][0-9]{0,5}");
        return index && Integer.parseInt(name) < elements.size() ? elements.get(Integer.parseInt(name)) : ABSENT;
    }

    private enum Kind {
        OBJECT,
        ARRAY,
        TEXT,
        LITERAL,
        ABSENT
    }
}
