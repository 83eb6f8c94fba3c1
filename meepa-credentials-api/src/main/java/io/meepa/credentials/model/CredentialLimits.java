package io.meepa.credentials.model;

/** The most that one credential may hold. What is stored can be read again: stores have a limit for a whole document, too. */
public final class CredentialLimits {

    /** The longest name of a category, service, credential, item or metadata value, in characters. */
    public static final int NAME_CHARACTERS = 128;

    /** The longest value of an item, in bytes of UTF-8: 1 MiB. */
    public static final int VALUE_BYTES = 1 << 20;

    /** The most items of a credential. */
    public static final int ITEMS = 256;

    /** The most metadata values of a credential. */
    public static final int METADATA_VALUES = 256;

    /** The longest metadata text, in characters. */
    public static final int METADATA_CHARACTERS = 1 << 16;

    /** The most digits of a metadata number, written out with the zeros of its exponent. */
    public static final int METADATA_DIGITS = 256;

    private CredentialLimits() {}
}
