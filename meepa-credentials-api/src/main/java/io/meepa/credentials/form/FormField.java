package io.meepa.credentials.form;

import io.meepa.credentials.model.ItemType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One field of a form.
 *
 * @param name what the host posts it as: lower case letters, digits and underscores
 * @param label what people read beside it
 * @param kind how it is asked for
 * @param target where its value goes
 * @param required whether it must be filled in
 * @param secret whether nobody else may see it: always so for {@link FieldKind#SECRET}
 * @param autocomplete a token of the HTML standard's autofill field names, {@code off} if none fits
 * @param maxLength the most characters, after separators and outer blanks are dropped
 * @param pattern what the value must match as a whole, a regular expression that Java and browsers read alike; may be
 *     empty
 * @param rule what the value must be beyond its kind
 * @param choices the values there are, for {@link FieldKind#CHOICE}
 * @param help a hint for people; may be empty
 */
public record FormField(
        String name,
        String label,
        FieldKind kind,
        FieldTarget target,
        boolean required,
        boolean secret,
        String autocomplete,
        int maxLength,
        String pattern,
        FieldRule rule,
        List<FieldChoice> choices,
        String help) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /**
     * Checks the field itself.
     *
     * @throws IllegalArgumentException if the name or pattern cannot be used, a secret would be metadata, part of
     *     the address or declared shown, or choices and kind do not fit
     */
    public FormField {
        choices = List.copyOf(choices);
        require(isName(name), "a field's name is 1 to 64 of a-z, 0-9 and _, beginning with a letter");
        require(maxLength > 0, name + ": the most characters must be positive");
        require(kind == FieldKind.CHOICE != choices.isEmpty(), name + ": a choice, and nothing else, has choices");
        require(secret || kind != FieldKind.SECRET, name + ": a field of kind SECRET is secret");
        require(!secret || target instanceof FieldTarget.Item, name + ": only an item can be secret");
        require(
                !(secret && target instanceof FieldTarget.Item item && item.shown()),
                name + ": what is secret cannot be shown");
        // Refuses what is no pattern.
        Pattern.compile(pattern);
    }

    /**
     * Creates a builder of a field whose value becomes an item.
     *
     * @param kind how it is asked for
     * @param name the field's name, and the item's key
     * @param label what people read
     * @param type what the value is
     * @return a builder
     */
    public static FormFieldBuilder item(FieldKind kind, String name, String label, ItemType type) {
        return new FormFieldBuilder(kind, name, label, new FieldTarget.Item(name, type, false));
    }

    /**
     * Creates a builder of a field whose value becomes metadata, which listings show.
     *
     * @param kind how it is asked for
     * @param name the field's and the metadata's name
     * @param label what people read
     * @return a builder
     */
    public static FormFieldBuilder note(FieldKind kind, String name, String label) {
        return new FormFieldBuilder(kind, name, label, new FieldTarget.Note(name));
    }

    /**
     * Creates a builder of a field whose value is part of the credential's address.
     *
     * @param part which part
     * @param name the field's name
     * @param label what people read
     * @return a builder
     */
    public static FormFieldBuilder address(FieldTarget.Address part, String name, String label) {
        return new FormFieldBuilder(FieldKind.TEXT, name, label, part);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
