package io.meepa.examples.gateway.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What answers requests of one method to one path.
 *
 * @param method the HTTP method
 * @param pattern the parts of the path; one that begins with a colon fits anything but nothing
 * @param action what is done
 */
public record Route(String method, List<String> pattern, Action action) {

    /** Carries a request out. */
    @FunctionalInterface
    public interface Action {

        /**
         * Carries a request out.
         *
         * @param call the request
         * @return the answer; empty if it was written already
         * @throws IOException if the connection broke
         */
        Optional<Answer> run(Call call) throws IOException;
    }

    /**
     * Creates a route.
     *
     * @param method the HTTP method
     * @param path the path, such as <code>/api/agents/:agent</code>
     * @param action what is done
     * @return the route
     */
    public static Route of(String method, String path, Action action) {
        return new Route(method, List.of(path.substring(1).split("/", -1)), action);
    }

    boolean fits(List<String> path) {
        if (path.size() != pattern.size()) {
            return false;
        }
        for (int index = 0; index < path.size(); index++) {
            String part = pattern.get(index);
            if (part.startsWith(":") ? path.get(index).isEmpty() : !part.equals(path.get(index))) {
                return false;
            }
        }
        return true;
    }
}
