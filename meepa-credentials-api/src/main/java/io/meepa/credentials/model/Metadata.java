package io.meepa.credentials.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is worth knowing about a credential beside its items, in order: limits, dates, labels. Kept encrypted like the
 * items, yet shown in listings: never put a secret here.
 *
 * @param values the values by name
 */
public record Metadata(Map<String, MetadataValue> values) {

    private static final Metadata EMPTY = new Metadata(Map.of());

    /** Copies the values. */
    public Metadata {
        values = values.isEmpty() ? Collections.emptyMap() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Returns metadata without values.
     *
     * @return the empty metadata
     */
    public static Metadata empty() {
        return EMPTY;
    }

    /**
     * Adds or replaces a text.
     *
     * @param name the name
     * @param value the text
     * @return a copy with it
     */
    public Metadata with(String name, String value) {
        return with(name, new MetadataValue.Text(value));
    }

    /**
     * Adds or replaces a whole number.
     *
     * @param name the name
     * @param value the number
     * @return a copy with it
     */
    public Metadata with(String name, long value) {
        return with(name, new MetadataValue.Numeric(BigDecimal.valueOf(value)));
    }

    /**
     * Adds or replaces a flag.
     *
     * @param name the name
     * @param value the flag
     * @return a copy with it
     */
    public Metadata with(String name, boolean value) {
        return with(name, new MetadataValue.Flag(value));
    }

    /**
     * Adds or replaces a value.
     *
     * @param name the name
     * @param value the value
     * @return a copy with it
     */
    public Metadata with(String name, MetadataValue value) {
        ReadableName.require("metadata name", name);
        Map<String, MetadataValue> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new Metadata(copy);
    }

    /**
     * Returns a text.
     *
     * @param name the name
     * @return the text, or empty if there is none of that name
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(MetadataValue.Text.class::isInstance)
                .map(value -> ((MetadataValue.Text) value).value());
    }

    /**
     * Returns a number.
     *
     * @param name the name
     * @return the number, or empty if there is none of that name
     */
    public Optional<BigDecimal> number(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(MetadataValue.Numeric.class::isInstance)
                .map(value -> ((MetadataValue.Numeric) value).value());
    }

    /**
     * Returns a flag.
     *
     * @param name the name
     * @return the flag, or empty if there is none of that name
     */
    public Optional<Boolean> flag(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(MetadataValue.Flag.class::isInstance)
                .map(value -> ((MetadataValue.Flag) value).value());
    }
}
