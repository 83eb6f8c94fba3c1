package io.meepa.credentials.standin;

import java.util.Map;
import java.util.Optional;

/**
 * What a client asked, apart from how it travelled.
 *
 * @param method the HTTP method
 * @param path the path as sent, percent-encoded
 * @param query the parameters of the query, decoded
 * @param headers header fields by name in lower case
 * @param body the body, or an empty text
 */
public record Call(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    /**
     * Returns a header field.
     *
     * @param name the name in lower case
     * @return its value
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * Returns a parameter of the query.
     *
     * @param name the name
     * @return its value
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
