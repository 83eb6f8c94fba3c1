package io.meepa.credentials.form;

import java.util.List;

/** Builds a field: optional, without hints, and of at most 1024 characters unless set otherwise. Not thread-safe. */
public final class FormFieldBuilder {

    private static final int LONG = 1024;

    private final FieldKind kind;
    private final String name;
    private final String label;
    private FieldTarget target;
    private boolean required;
    private boolean secret;
    private String autocomplete = "off";
    private int maxLength = LONG;
    private String pattern = "";
    private FieldRule rule = FieldRule.NONE;
    private List<FieldChoice> choices = List.of();
    private String help = "";

    FormFieldBuilder(FieldKind kind, String name, String label, FieldTarget target) {
        this.kind = kind;
        this.name = name;
        this.label = label;
        this.target = target;
        this.secret = kind == FieldKind.SECRET;
    }

    /**
     * Makes it one that must be filled in.
     *
     * @return this builder
     */
    public FormFieldBuilder required() {
        required = true;
        return this;
    }

    /**
     * Makes it one that nobody else may see, whatever its kind.
     *
     * @return this builder
     */
    public FormFieldBuilder secret() {
        secret = true;
        return this;
    }

    /**
     * Declares that its value is no secret, though its item's type is {@link io.meepa.credentials.model.ItemType#OTHER} or one
     * that the library does not know. Listings show it then.
     *
     * @return this builder
     * @throws IllegalStateException if its value does not become an item
     */
    public FormFieldBuilder shown() {
        if (!(target instanceof FieldTarget.Item item)) {
            throw new IllegalStateException(name + ": only an item can be declared shown");
        }
        target = new FieldTarget.Item(item.key(), item.type(), true);
        return this;
    }

    /**
     * Sets what a browser may fill in.
     *
     * @param token an autofill field name of the HTML standard
     * @return this builder
     */
    public FormFieldBuilder autocomplete(String token) {
        autocomplete = token;
        return this;
    }

    /**
     * Sets the most characters.
     *
     * @param characters how many
     * @return this builder
     */
    public FormFieldBuilder atMost(int characters) {
        maxLength = characters;
        return this;
    }

    /**
     * Sets what the value must match as a whole.
     *
     * @param expression the regular expression
     * @return this builder
     */
    public FormFieldBuilder pattern(String expression) {
        pattern = expression;
        return this;
    }

    /**
     * Sets what the value must be beyond its kind.
     *
     * @param newRule the rule
     * @return this builder
     */
    public FormFieldBuilder rule(FieldRule newRule) {
        rule = newRule;
        return this;
    }

    /**
     * Sets the values there are.
     *
     * @param newChoices the choices, in the order to show
     * @return this builder
     */
    public FormFieldBuilder choices(FieldChoice... newChoices) {
        choices = List.of(newChoices);
        return this;
    }

    /**
     * Sets a hint for people.
     *
     * @param hint the hint
     * @return this builder
     */
    public FormFieldBuilder help(String hint) {
        help = hint;
        return this;
    }

    /**
     * Builds the field.
     *
     * @return the field
     * @throws IllegalArgumentException if what was set does not fit together
     */
    public FormField build() {
        return new FormField(
                name, label, kind, target, required, secret, autocomplete, maxLength, pattern, rule, choices, help);
    }
}
