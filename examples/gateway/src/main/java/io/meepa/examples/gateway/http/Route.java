package io.meepa.examples.gateway.http;

/**
 * What answers requests of one method to one path.
 *
 * @param method the HTTP method
 * @param path the path, such as <code>/api/agents/{agent}</code>
 * @param action what is done
 */
public record Route(String method, String path, Action action) {

    /** Carries a request out. */
    @FunctionalInterface
    public interface Action {

        /**
         * Carries a request out.
         *
         * @param call the request
         * @return the answer
         */
        Answer run(Call call);
    }

    /**
     * Creates a route.
     *
     * @param method the HTTP method
     * @param path the path, such as <code>/api/agents/{agent}</code>
     * @param action what is done
     * @return the route
     */
    public static Route of(String method, String path, Action action) {
        return new Route(method, path, action);
    }
}
