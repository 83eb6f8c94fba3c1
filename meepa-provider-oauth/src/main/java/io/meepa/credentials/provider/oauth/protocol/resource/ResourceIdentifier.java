package io.meepa.credentials.provider.oauth.protocol.resource;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Compares the identifiers of protected resources (RFC 8707) with addresses. */
public final class ResourceIdentifier {

    private static final int LONGEST = 2_000;

    private ResourceIdentifier() {}

    /**
     * Reports whether a token for a resource may be sent to an address: same scheme, host and port, and a path that is the
     * resource's or below it.
     *
     * @param resource the resource's identifier, as it was published
     * @param address the address
     * @return whether it may
     */
    public static boolean covers(String resource, URI address) {
        return parsed(resource)
                .filter(uri -> sameOrigin(uri, address))
                .filter(uri -> Objects.equals(uri.getRawQuery(), address.getRawQuery()) || uri.getRawQuery() == null)
                .filter(uri -> plain(address.getRawPath()) && below(uri.getRawPath(), address.getRawPath()))
                .isPresent();
    }

    /**
     * Reports whether two addresses have the same scheme, host and port.
     *
     * @param one an address
     * @param other another
     * @return whether they do
     */
    public static boolean sameOrigin(URI one, URI other) {
        return one.getHost() != null
                && other.getHost() != null
                && other.getRawUserInfo() == null
                && one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().toLowerCase(Locale.ROOT).equals(other.getHost().toLowerCase(Locale.ROOT))
                && port(one) == port(other);
    }

    private static Optional<URI> parsed(String resource) {
        if (resource.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(resource).parseServerAuthority();
            boolean plain = uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && plain(uri.getRawPath());
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean below(String parent, String path) {
        String base = parent.endsWith("/") ? parent.substring(0, parent.length() - 1) : parent;
        return path.equals(base) || path.equals(parent) || path.startsWith(base + "/");
    }

    /** Without steps that lead elsewhere, encoded ones included. */
    private static boolean plain(String path) {
        String decoded = path.toLowerCase(Locale.ROOT)
                .replace("%2e", ".")
                .replace("%2f", "/")
                .replace("%5c", "/");
        return Arrays.stream(decoded.split("/", -1)).noneMatch(step -> step.equals("..") || step.equals("."))
                && path.indexOf('\\') < 0;
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
