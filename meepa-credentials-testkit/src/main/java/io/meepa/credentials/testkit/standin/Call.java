package io.meepa.credentials.testkit.standin;

import java.util.Map;
import java.util.Optional;

/** What a client asked, apart from how it travelled. Header names are in lower case. */
record Call(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
