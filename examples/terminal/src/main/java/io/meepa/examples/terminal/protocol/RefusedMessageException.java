package io.meepa.examples.terminal.protocol;

/** A message that is not answered or not written. The text never repeats a value. */
final class RefusedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedMessageException(String message) {
        super(message);
    }
}
