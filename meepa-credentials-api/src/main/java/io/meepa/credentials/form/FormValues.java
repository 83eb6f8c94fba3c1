package io.meepa.credentials.form;

import io.meepa.credentials.model.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was filled in, by field name. Every value is kept as a {@link Secret}; printing shows names only. Immutable. */
public final class FormValues {

    private static final FormValues EMPTY = new FormValues(Map.of());

    private final Map<String, Secret> values;

    private FormValues(Map<String, Secret> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Returns a form in which nothing was filled in.
     *
     * @return no values
     */
    public static FormValues empty() {
        return EMPTY;
    }

    /**
     * Takes over what was filled in.
     *
     * @param values the values by field name
     * @return the same
     */
    public static FormValues of(Map<String, Secret> values) {
        return new FormValues(values);
    }

    /**
     * Fills in a field.
     *
     * @param field its name
     * @param value the value
     * @return a copy with it
     */
    public FormValues with(String field, Secret value) {
        Map<String, Secret> copy = new LinkedHashMap<>(values);
        copy.put(field, value);
        return new FormValues(copy);
    }

    /**
     * Fills in a field that holds nothing secret.
     *
     * @param field its name
     * @param text the text
     * @return a copy with it
     */
    public FormValues with(String field, String text) {
        return with(field, Secret.of(text));
    }

    /**
     * Returns what a field was filled in with.
     *
     * @param field its name
     * @return the value, or empty if it was left out
     */
    public Optional<Secret> value(String field) {
        return Optional.ofNullable(values.get(field));
    }

    /**
     * Returns the fields that were filled in.
     *
     * @return their names, in order
     */
    public Set<String> fields() {
        return values.keySet();
    }

    /**
     * Returns the names, as far as they can be names of fields.
     *
     * @return names without values
     */
    @Override
    public String toString() {
        return "FormValues" + fields().stream().filter(FormField::isName).toList();
    }
}
