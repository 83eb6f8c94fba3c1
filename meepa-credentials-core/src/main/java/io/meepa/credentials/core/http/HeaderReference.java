package io.meepa.credentials.core.http;

import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.tool.CredentialReference;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A reference at the end of a header's value, in place of the value itself.
 *
 * @param header the header's name
 * @param before what stands before it in the value
 * @param reference the reference
 */
record HeaderReference(String header, String before, CredentialReference reference) {

    /**
     * Finds the one reference in a request's headers.
     *
     * @throws RequestRefusedException if there are several, if one is malformed, or if the address has one
     */
    static Optional<HeaderReference> in(HttpRequest request) {
        if (isIn(request.uri())) {
            throw refused(request, "has a reference in its address; only a header's value may have one");
        }
        Optional<HeaderReference> found = Optional.empty();
        for (Map.Entry<String, List<String>> header : request.headers().map().entrySet()) {
            for (String value : header.getValue()) {
                int at = place(value);
                if (at < 0) {
                    continue;
                }
                if (found.isPresent() || place(value.substring(at + 1)) >= 0) {
                    throw refused(request, "has two references; one header's value may have one");
                }
                found = Optional.of(read(request, header, value, at));
            }
        }
        return found;
    }

    /** Returns whether bytes hold a reference, in any case and also escaped. */
    static boolean isIn(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return place(text) >= 0 || text.contains("cred%3a") || text.contains("cred:\\/\\/");
    }

    /** Returns whether a rule of an agent adds what this refers to. */
    boolean means(BoundRule rule, AgentId self) {
        return reference.agent().map(self::equals).orElse(true)
                && rule.key().equals(reference.credential())
                && rule.item().equals(reference.item());
    }

    private static boolean isIn(URI uri) {
        return isIn(uri.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static HeaderReference read(
            HttpRequest request, Map.Entry<String, List<String>> header, String value, int at) {
        if (header.getValue().size() > 1) {
            throw refused(request, "has the header " + header.getKey() + " twice, once with a reference");
        }
        try {
            return new HeaderReference(
                    header.getKey(), value.substring(0, at), CredentialReference.parse(value.substring(at)));
        } catch (IllegalArgumentException e) {
            throw refused(
                    request,
                    "has a malformed reference in its header " + header.getKey()
                            + ": end the value with cred:///category/service#item");
        }
    }

    private static int place(String text) {
        return text.toLowerCase(Locale.ROOT).indexOf(CredentialReference.SCHEME);
    }

    private static RequestRefusedException refused(HttpRequest request, String why) {
        return new RequestRefusedException(
                "a request to " + request.uri().getHost() + " " + why + "; nothing was sent");
    }
}
