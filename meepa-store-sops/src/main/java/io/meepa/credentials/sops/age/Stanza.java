package io.meepa.credentials.sops.age;

import java.util.List;

/** The file key as one recipient gets it: the kind of recipient, what this kind needs to know, and the wrapped key. */
final class Stanza {

    private final List<String> arguments;
    private final byte[] body;

    /** With at least one argument. */
    Stanza(List<String> arguments, byte[] body) {
        this.arguments = arguments;
        this.body = body;
    }

    String kind() {
        return arguments.get(0);
    }

    List<String> arguments() {
        return arguments;
    }

    /** The wrapped key, not copied. */
    byte[] body() {
        return body;
    }
}
