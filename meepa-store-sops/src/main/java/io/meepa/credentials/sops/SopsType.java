package io.meepa.credentials.sops;

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

    String tag() {
        return tag;
    }

    static Optional<SopsType> ofTag(String tag) {
        for (SopsType type : values()) {
            if (type != NOTHING && type.tag.equals(tag)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
