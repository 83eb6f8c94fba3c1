package io.meepa.credentials.provider.oauth.preset.rules;

import java.util.List;

/**
 * How an app says who it is.
 *
 * @param credential the service of the {@code oauth_client} credential that holds the app's id and secret
 * @param secretRequired whether an app has no chance without a secret
 * @param methods the ways that the service takes, the preferred first
 */
public record AppRules(String credential, boolean secretRequired, List<Method> methods) {

    /** Copies the methods. */
    public AppRules {
        methods = List.copyOf(methods);
    }

    /** A way to say who one is. */
    public enum Method {
        /** Id and secret by HTTP Basic. */
        BASIC,
        /** Id and secret as parameters. */
        POST,
        /** The id as a parameter. */
        NONE,
        /** Basic with an empty secret, for apps that have none at a service that insists on Basic. */
        BASIC_WITHOUT_SECRET,
        /** An assertion signed with the app's key. */
        PRIVATE_KEY_JWT
    }
}
