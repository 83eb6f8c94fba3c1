package io.meepa.credentials.provider.oauth.protocol.resource;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares the identifiers of protected resources (RFC 8707) with addresses. */
public final class ResourceIdentifier {

    private static final int LONGEST = 2_000;

    /** Some servers decode twice, and a front and a back may each do so. */
    private static final int DECODINGS = 4;

    /** What the JDK puts in the place of bytes that are no text. */
    private static final char UNREADABLE = '\ufffd';

    private static final Pattern DOTS = Pattern.compile("\\s*\\.+\\s*([;?#]|$)");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

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

    /** Without steps that lead elsewhere for any server, however often it decodes. */
    private static boolean plain(String path) {
        String decoded = path;
        for (int round = 0; decoded.indexOf('%') >= 0; round++) {
            if (round == DECODINGS) {
                return false;
            }
            try {
                decoded = URLDecoder.decode(decoded, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
        String read = INVISIBLE
                .matcher(Normalizer.normalize(decoded, Normalizer.Form.NFKC))
                .replaceAll("");
        return read.chars().noneMatch(c -> c == '\\' || c == UNREADABLE || Character.isISOControl(c))
                && Arrays.stream(read.split("/", -1))
                        .noneMatch(step -> DOTS.matcher(step).lookingAt());
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
