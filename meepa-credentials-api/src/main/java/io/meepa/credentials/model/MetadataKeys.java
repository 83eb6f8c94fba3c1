package io.meepa.credentials.model;

/** Names of metadata that the engine reads or writes. Times are texts in the form of RFC 3339. */
public final class MetadataKeys {

    /** The tag that the upstream resource bears, as it was created. Written by the engine. */
    public static final String TAG = "tag";

    /** Since when a managed credential is suspended. Written by the engine, gone when it is resumed. */
    public static final String SUSPENDED_SINCE = "suspended_since";

    /** The upstream account that the resource belongs to. Written by the engine. */
    public static final String ACCOUNT = "upstream_account";

    /** When the upstream stops accepting the credential. Without it the credential does not expire. */
    public static final String EXPIRES_AT = "expires_at";

    /** When the engine last renewed a token. Written by the engine. */
    public static final String REFRESHED_AT = "refreshed_at";

    /** When the engine last gave a managed credential a new secret. Written by the engine. */
    public static final String ROTATED_AT = "rotated_at";

    /** When a caller reported that the upstream rejected the value in store. Written by the engine, gone with the value. */
    public static final String REJECTED_AT = "rejected_at";

    /** The category of the managed credential that a token was obtained for. Written by the engine. */
    public static final String ISSUED_FOR = "issued_for";

    /** Whose a connection is at the service, for people. */
    public static final String CONNECTED_ACCOUNT = "account";

    /** What distinguishes the connection's account from others of the service. */
    public static final String CONNECTED_ACCOUNT_KEY = "account_key";

    /** The app through which a connection was made. */
    public static final String CLIENT_ID = "client_id";

    /** The server that gave a connection's tokens, where it names itself. They are sent to no other. */
    public static final String ISSUER = "issuer";

    /** What a connection's token is for (RFC 8707). It is sent nowhere else. */
    public static final String RESOURCE = "resource";

    /** How a connection came about without a person: the grant. Absent where a person signed in. */
    public static final String GRANTED_BY = "granted_by";

    /** The scopes that a connection was granted, separated by blanks. */
    public static final String SCOPE_GRANTED = "scope_granted";

    /** The scopes that were asked for and not granted, separated by blanks. */
    public static final String SCOPE_MISSING = "scope_missing";

    /** When a connection's refresh token ends, if that is known. */
    public static final String REFRESH_EXPIRES_AT = "refresh_expires_at";

    /** Since when a person has to sign in again. Written by the engine, gone with the next sign-in. */
    public static final String RECONNECT_SINCE = "reconnect_since";

    /** Why a person has to sign in again. Written by the engine. */
    public static final String RECONNECT_REASON = "reconnect_reason";

    /**
     * Since when the service no longer knows the app's registration of a connection. Written by the engine, gone with the next
     * sign-in, which registers the app anew.
     */
    public static final String APP_UNKNOWN_SINCE = "app_unknown_since";

    /** When tokens that wait to be taken back were replaced or not accepted. Written by the engine; none of a connection. */
    public static final String REPLACED_AT = "replaced_at";

    /** The servers that a connection's tokens may be sent to, where a server's metadata named them at the sign-in. */
    public static final String SERVERS = "servers";

    private MetadataKeys() {}
}
