package io.meepa.credentials.form;

/**
 * One of the values that a field may have.
 *
 * @param value what is kept
 * @param label what people read
 */
public record FieldChoice(String value, String label) {}
