package io.meepa.credentials.sops.tree;

import java.util.Optional;

/** The types a leaf can have; those with a tag are written into the encrypted value. */
public enum SopsType {
    /** A text. An empty one is never encrypted. */
    TEXT("str"),
    /** A whole number of 64 bits. */
    INTEGER("int"),
    /** A floating point number. */
    REAL("float"),
    /** True or false. */
    FLAG("bool"),
    /** Bytes; only other formats than JSON make them. */
    BYTES("bytes"),
    /** A point in time; only other formats than JSON make them. */
    TIME("time"),
    /** A comment that was encrypted; never part of the MAC. */
    COMMENT("comment"),
    /** The null; never encrypted, never part of the MAC. */
    NOTHING("");

    private final String tag;

    SopsType(String tag) {
        this.tag = tag;
    }

    /**
     * Returns the word for the type in an encrypted value.
     *
     * @return the tag
     */
    public String tag() {
        return tag;
    }

    /**
     * Finds a type by its tag.
     *
     * @param tag the word in an encrypted value
     * @return the type, or empty if there is none
     */
    public static Optional<SopsType> ofTag(String tag) {
        for (SopsType type : values()) {
            if (type != NOTHING && type.tag.equals(tag)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
