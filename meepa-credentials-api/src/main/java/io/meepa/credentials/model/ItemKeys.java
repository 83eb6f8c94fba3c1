package io.meepa.credentials.model;

/** Item keys that the built-in providers write and the environment reads. */
public final class ItemKeys {

    /** A mail address. */
    public static final String ADDRESS = "address";

    /** The upstream id of an inbox. */
    public static final String INBOX_ID = "inbox_id";

    /** The agent's own key at its mail service. */
    public static final String API_KEY = "api_key";

    /** The upstream id of {@link #API_KEY}. */
    public static final String API_KEY_ID = "api_key_id";

    /** The last four digits of a card. */
    public static final String LAST_FOUR = "last_four";

    /** A token; for a card, the issuer's handle of it. */
    public static final String TOKEN = "token";

    /** A telephone number in E.164 form. */
    public static final String NUMBER = "number";

    /** A password. */
    public static final String PASSWORD = "password";

    /** A user name. */
    public static final String USERNAME = "username";

    /** A token that an API accepts, where {@link #REFRESH_TOKEN} stands beside it. */
    public static final String ACCESS_TOKEN = "access_token";

    /** What a new {@link #ACCESS_TOKEN} is obtained with. */
    public static final String REFRESH_TOKEN = "refresh_token";

    /** The key to which a token is bound: each request with the token also proves possession of the key (RFC 9449). */
    public static final String BOUND_KEY = "bound_key";

    /** The app as the server of a connection knows it, where the app registered itself there. */
    public static final String CLIENT = "client";

    private ItemKeys() {}
}
