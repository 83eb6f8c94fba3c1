package io.meepa.credentials.setting;

/** What a key's value may be. A framework may give each as a text, which is read strictly. */
public enum SettingType {
    /** A text that is not blank. */
    TEXT,
    /** {@code true} or {@code false}. */
    FLAG,
    /** A whole number. */
    NUMBER,
    /** A number with its unit, such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or {@code 1d}, or the ISO-8601 form. */
    PERIOD,
    /** One of a few words. */
    CHOICE,
    /** A list of texts; a single text is a list of one. */
    LIST,
    /** The name of an environment variable that holds a secret, never the secret. */
    VARIABLE
}
