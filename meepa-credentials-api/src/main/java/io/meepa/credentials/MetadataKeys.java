package io.meepa.credentials;

/** Names of metadata that the engine reads or writes. Times are texts in the form of RFC 3339. */
public final class MetadataKeys {

    /** When the upstream stops accepting the credential. Without it the credential does not expire. */
    public static final String EXPIRES_AT = "expires_at";

    /** When the engine last renewed a token. Written by the engine. */
    public static final String REFRESHED_AT = "refreshed_at";

    /** When a caller reported that the upstream rejected the value in store. Written by the engine, gone with the value. */
    public static final String REJECTED_AT = "rejected_at";

    /** The category of the managed credential that a token was got for. Written by the engine. */
    public static final String ISSUED_FOR = "issued_for";

    private MetadataKeys() {}
}
