package io.meepa.credentials.sops.text;

/** The limits of a document and of an identity file, the same for the writer and for every reader. */
public final class Limits {

    /** The most bytes of a SOPS document. */
    public static final int DOCUMENT_BYTES = 16 * 1024 * 1024;

    /** The deepest nesting of a document; its top level is level 1. It fits the stack of an ordinary thread twice. */
    public static final int DEPTH = 500;

    /** The most names and values of a document, with every bracket counted as one. */
    public static final int TOKENS = 1_000_000;

    /** The most UTF-8 bytes of all keys on the way to a value, each with a separator. */
    public static final int PATH_BYTES = 64 * 1024;

    /** The most wrapped keys of a document. */
    public static final int KEY_ENTRIES = 1_000;

    /** The most key groups of a document. */
    public static final int KEY_GROUPS = 255;

    /** The most bytes of an age identity file, and of a variable with identities. */
    public static final int IDENTITY_FILE_BYTES = 1024 * 1024;

    /** The most bytes that a command with identities may print. */
    public static final int COMMAND_BYTES = 64 * 1024;

    /** The most identities of an identity file. */
    public static final int IDENTITIES = 1_000;

    private Limits() {}
}
