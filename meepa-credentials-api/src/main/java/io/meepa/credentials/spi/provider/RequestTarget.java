package io.meepa.credentials.spi.provider;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which requests carry a value, and where in them. Immutable; every part is compared exactly.
 *
 * @param scheme {@code https}, or {@code http} for a host of a private network
 * @param host the one host, as in addresses: a name in lower case, or an IP address
 * @param port the port
 * @param methods the methods; every one if empty
 * @param path what the path begins with, up to its end or a slash
 * @param placement where in the request the value stands
 * @param rejections statuses of answers that mean that the value is dead, from 400 to 499
 */
public record RequestTarget(
        String scheme,
        String host,
        int port,
        Set<String> methods,
        String path,
        Placement placement,
        Set<Integer> rejections) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int MOST_PORTS = 65_535;
    private static final Pattern LABELS =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern SIX = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,32}");
    private static final Pattern PATH =
            Pattern.compile("/|(/[A-Za-z0-9_~!$&'()*+,=:@-][A-Za-z0-9._~!$&'()*+,=:@-]*)+/?");

    /**
     * Checks every part. The message says what would be right, as the rest of a sentence.
     *
     * @throws IllegalArgumentException if a part is wrong
     */
    public RequestTarget {
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("must be https or http");
        }
        if (!LABELS.matcher(host).matches() && !SIX.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "must be one host in lower case, without scheme, user, port, path, wildcard or"
                            + " trailing dot, such as api.example.com; names beyond ASCII in their xn-- form");
        }
        if (port < 1 || port > MOST_PORTS) {
            throw new IllegalArgumentException("must be between 1 and " + MOST_PORTS);
        }
        if (!methods.stream().allMatch(method -> METHOD.matcher(method).matches())) {
            throw new IllegalArgumentException("must be methods in capitals, such as GET");
        }
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "must begin with a slash and have no query, escape, dot segment or empty segment, such as /v1/");
        }
        if (!rejections.stream().allMatch(status -> status >= 400 && status < 500)) {
            throw new IllegalArgumentException("must be statuses from 400 to 499");
        }
        methods = Set.copyOf(methods);
        rejections = Set.copyOf(rejections);
    }

    /**
     * Targets every request to a host by https on its usual port.
     *
     * @param host the host
     * @param placement where in the request the value stands
     * @return the target
     */
    public static RequestTarget of(String host, Placement placement) {
        return new RequestTarget("https", host, HTTPS, Set.of(), "/", placement, Set.of());
    }

    /**
     * Targets another scheme, on its usual port.
     *
     * @param newScheme {@code https} or {@code http}
     * @return the target
     */
    public RequestTarget withScheme(String newScheme) {
        int usual = newScheme.equals("http") ? HTTP : HTTPS;
        return new RequestTarget(newScheme, host, usual, methods, path, placement, rejections);
    }

    /**
     * Targets another port.
     *
     * @param newPort the port
     * @return the target
     */
    public RequestTarget withPort(int newPort) {
        return new RequestTarget(scheme, host, newPort, methods, path, placement, rejections);
    }

    /**
     * Targets some methods only.
     *
     * @param newMethods the methods, in capitals
     * @return the target
     */
    public RequestTarget withMethods(Set<String> newMethods) {
        return new RequestTarget(scheme, host, port, newMethods, path, placement, rejections);
    }

    /**
     * Targets a part of the host only.
     *
     * @param newPath what paths begin with
     * @return the target
     */
    public RequestTarget withPath(String newPath) {
        return new RequestTarget(scheme, host, port, methods, newPath, placement, rejections);
    }

    /**
     * Names the answers by which the service says that a value is dead. A connection's token that gets one is reported as
     * rejected, and the next request gets a new one.
     *
     * @param statuses the statuses, from 400 to 499
     * @return the target
     */
    public RequestTarget rejectedBy(Set<Integer> statuses) {
        return new RequestTarget(scheme, host, port, methods, path, placement, statuses);
    }

    /** Returns the target, for people. */
    @Override
    public String toString() {
        boolean usual = port == (scheme.equals("http") ? HTTP : HTTPS);
        return (methods.isEmpty() ? "" : String.join(",", new TreeSet<>(methods)) + " ") + scheme + "://" + host
                + (usual ? "" : ":" + port) + path + " (" + placement + ")";
    }
}
