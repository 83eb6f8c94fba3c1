package io.meepa.credentials.form;

/** How a field is asked for. */
public enum FieldKind {
    /** One line. */
    TEXT,
    /** One line that nobody else may see: ask without echo, never fill in beforehand. */
    SECRET,
    /** A mail address. */
    EMAIL,
    /** A telephone number; kept in E.164 form, separators between digits are accepted. */
    PHONE,
    /** A number. */
    NUMBER,
    /** One of the field's choices. */
    CHOICE,
    /** Several lines. */
    MULTILINE
}
