package io.meepa.credentials.standin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A method and a path template, for instance {@code DELETE /v0/inboxes/{inbox_id}}: a part in braces fits any one part of
 * a path, which is percent-decoded.
 *
 * @param method the HTTP method in upper case, or {@code *} for any
 * @param template the path, without a query, or {@code *} for any
 */
public record Route(String method, String template) {

    private static final String ANY = "*";

    /**
     * Creates a route.
     *
     * @param method the HTTP method, or {@code *} for any
     * @param template the path with variable parts in braces, or {@code *} for any
     * @return the route
     */
    public static Route of(String method, String template) {
        return new Route(method, template);
    }

    /**
     * Returns the route that every call takes.
     *
     * @return any method, any path
     */
    public static Route any() {
        return new Route(ANY, ANY);
    }

    /**
     * Returns whether a call takes this route.
     *
     * @param callMethod the call's method
     * @param callPath the call's path, still percent-encoded
     * @return whether both fit
     */
    public boolean fits(String callMethod, String callPath) {
        return variables(callMethod, callPath).isPresent();
    }

    /**
     * Returns what stands where the template has braces.
     *
     * @param callMethod the call's method
     * @param callPath the call's path, still percent-encoded
     * @return the decoded parts in order, or empty if the route does not fit
     */
    public Optional<List<String>> variables(String callMethod, String callPath) {
        if (!method.equals(ANY) && !method.equals(callMethod)) {
            return Optional.empty();
        }
        return template.equals(ANY) ? Optional.of(List.of()) : matched(callPath.split("/", -1));
    }

    private Optional<List<String>> matched(String[] parts) {
        String[] wanted = template.split("/", -1);
        if (wanted.length != parts.length) {
            return Optional.empty();
        }
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            String part = decoded(parts[i]);
            if (wanted[i].startsWith("{") && !part.isEmpty()) {
                variables.add(part);
            } else if (!wanted[i].equals(part)) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /** A plus sign in a path is a plus sign. */
    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
