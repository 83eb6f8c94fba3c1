package io.meepa.examples.gateway.http;

/** Where something went wrong that nobody foresaw, and of what kind it is, without a message. */
final class Unexpected extends Exception {

    private static final long serialVersionUID = 1;

    Unexpected(Exception cause) {
        super(cause.getClass().getName());
        setStackTrace(cause.getStackTrace());
    }
}
