package io.meepa.credentials.provider.oauth.preset.rules;

/**
 * How an app gets tokens without a person.
 *
 * @param grant what is traded
 */
public record AppGrantRules(Grant grant) {

    /** What is traded. */
    public enum Grant {
        /** The app's own credentials (RFC 6749, section 4.4). */
        CLIENT_CREDENTIALS,
        /** An assertion that is signed with the app's key (RFC 7523, section 2.1). */
        JWT_BEARER
    }
}
