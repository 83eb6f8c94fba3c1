package io.meepa.verification.hostbound;

import io.meepa.verification.watch.Canaries;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as a server got it.
 *
 * @param port the server's port
 * @param method the method
 * @param target path and query, or whatever stood there
 * @param headers the headers, names in lower case
 * @param body the body, one character per byte
 */
record Received(int port, String method, String target, Map<String, List<String>> headers, String body) {

    /** Returns the first value of a header, or nothing. */
    String header(String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    /** Returns whether a made-up secret stands anywhere in it. */
    boolean hasCanary() {
        return !Canaries.formsIn(text()).isEmpty();
    }

    /** Returns whether a made-up secret stands anywhere in it but in one header. */
    boolean hasCanaryBeside(String header) {
        Map<String, List<String>> others = new TreeMap<>(headers);
        others.remove(header);
        return new Received(port, method, target, others, body).hasCanary();
    }

    private String text() {
        return method + " " + target + "\n" + headers + "\n" + body;
    }

    @Override
    public String toString() {
        return method + " " + header("host");
    }
}
