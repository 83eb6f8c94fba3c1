package io.meepa.credentials.sops.age;

/** Why an age file does not open. Quotes nothing of it. */
final class AgeDefect extends Exception {

    /** Which check failed. */
    enum Part {
        ARMOR,
        HEADER,
        RECIPIENT,
        HMAC,
        PAYLOAD
    }

    private static final long serialVersionUID = 1L;

    private final Part part;

    AgeDefect(Part part) {
        // Trying identities one after the other is no error, so nobody needs a stack trace.
        super(part.name(), null, false, false);
        this.part = part;
    }

    Part part() {
        return part;
    }
}
