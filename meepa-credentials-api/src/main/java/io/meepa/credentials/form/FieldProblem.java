package io.meepa.credentials.form;

/**
 * What is wrong with one field of a form. Never repeats what was filled in.
 *
 * @param field the field's name
 * @param code what is wrong, for programs
 * @param message what is wrong, for people; continues the field's label
 */
public record FieldProblem(String field, Code code, String message) {

    /** What can be wrong. */
    public enum Code {
        /** Must be filled in. */
        MISSING,
        /** Has too many characters. */
        TOO_LONG,
        /** Has characters that do not belong there: line breaks or other controls. */
        CHARACTERS,
        /** Is not what is asked for. */
        MALFORMED,
        /** Is past. */
        EXPIRED,
        /** The form has no such field. */
        UNKNOWN
    }
}
