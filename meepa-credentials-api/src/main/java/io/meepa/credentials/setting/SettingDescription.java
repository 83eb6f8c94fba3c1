package io.meepa.credentials.setting;

import java.util.List;
import java.util.Optional;

/**
 * One key of the configuration: what it is called, what it may be and what it does. Immutable.
 *
 * <pre>{@code
 * SettingDescription.of("domain", SettingType.TEXT, "the domain of addresses")
 *         .withDefault("agentmail.to")
 *         .withExample("mail.example.com");
 * }</pre>
 *
 * @param path the key path, with dots: {@code agents[]} stands for an agent, {@code <word>} for a name of the host's choice
 * @param type what its value may be
 * @param choices the words of a {@link SettingType#CHOICE}, else empty
 * @param unset what holds while the key is not set
 * @param meaning what it does, for people, without a full stop
 * @param example a value, or empty if none would help
 */
public record SettingDescription(
        String path, SettingType type, List<String> choices, Unset unset, String meaning, String example) {

    /** Copies the list. */
    public SettingDescription {
        choices = List.copyOf(choices);
    }

    /**
     * Creates the description of a key that has no default and may be left out.
     *
     * @param path the key path
     * @param type what its value may be
     * @param meaning what it does
     * @return the description
     */
    public static SettingDescription of(String path, SettingType type, String meaning) {
        return new SettingDescription(path, type, List.of(), new Unset("none", false), meaning, "");
    }

    /**
     * Creates the description of a key whose value is one of a few words.
     *
     * @param path the key path
     * @param choices the words
     * @param meaning what it does
     * @return the description
     */
    public static SettingDescription choice(String path, List<String> choices, String meaning) {
        return of(path, SettingType.CHOICE, meaning).withChoices(choices);
    }

    /**
     * Returns a copy with a default.
     *
     * @param value the value that holds unless the key is set, as it would be written
     * @return the copy
     */
    public SettingDescription withDefault(String value) {
        return new SettingDescription(path, type, choices, new Unset(value, true), meaning, example);
    }

    /**
     * Returns a copy whose default cannot be written as a value.
     *
     * @param words what holds unless the key is set, for people: {@code required}, or {@code made of the id}
     * @return the copy
     */
    public SettingDescription unlessSet(String words) {
        return new SettingDescription(path, type, choices, new Unset(words, false), meaning, example);
    }

    /**
     * Returns a copy with an example.
     *
     * @param value a value, as it would be written
     * @return the copy
     */
    public SettingDescription withExample(String value) {
        return new SettingDescription(path, type, choices, unset, meaning, value);
    }

    /**
     * Returns a copy that stands in a section.
     *
     * @param section the section's key path
     * @return the copy
     */
    public SettingDescription in(String section) {
        return new SettingDescription(section + "." + path, type, choices, unset, meaning, example);
    }

    /**
     * Returns the default.
     *
     * @return the value that holds unless the key is set, or empty if there is none that could be written
     */
    public Optional<String> defaultValue() {
        return unset.written() ? Optional.of(unset.text()) : Optional.empty();
    }

    private SettingDescription withChoices(List<String> words) {
        return new SettingDescription(path, type, words, unset, meaning, example);
    }

    /**
     * What holds while a key is not set.
     *
     * @param text a value, or words for people
     * @param written whether it is a value that could be written
     */
    public record Unset(String text, boolean written) {}
}
