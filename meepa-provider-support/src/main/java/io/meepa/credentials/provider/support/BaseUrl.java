package io.meepa.credentials.provider.support;

import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.spi.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * An upstream's address that passed the guard: {@code https}, a host by its public name, the usual port, no user-info.
 * The loopback interface, in clear or not and on any port, only where the configuration allows it by name.
 *
 * <p>What a name resolves to is checked before every attempt: nothing private, link-local or loopback. Between that check
 * and the connection a name may change its mind; the certificate check is what stands against that.
 */
public final class BaseUrl {

    private static final String DEFECT = "must be an address, https and a host's name";

    private final URI uri;
    private final boolean loopbackAllowed;

    private BaseUrl(URI uri, boolean loopbackAllowed) {
        this.uri = uri;
        this.loopbackAllowed = loopbackAllowed;
    }

    /**
     * Accepts an address that is written in the provider.
     *
     * @param text the address
     * @return the address
     * @throws IllegalArgumentException if the guard refuses it; the message does not repeat it
     */
    public static BaseUrl of(String text) {
        return checked(text, false);
    }

    /**
     * Reads an address of the configuration.
     *
     * @param settings the section
     * @param key the key
     * @param loopbackAllowed whether this machine's own interface may be addressed
     * @return the address, or empty if the key is absent
     * @throws ConfigurationException if the guard refuses it
     */
    public static Optional<BaseUrl> read(Settings settings, String key, boolean loopbackAllowed) {
        return settings.text(key).map(text -> {
            try {
                return checked(text, loopbackAllowed);
            } catch (IllegalArgumentException e) {
                throw settings.invalid(key, String.valueOf(e.getMessage()));
            }
        });
    }

    /**
     * Returns the host.
     *
     * @return the host's name
     */
    public String host() {
        return uri.getHost();
    }

    URI uri() {
        return uri;
    }

    /** Refuses a host that resolves to an address it must not have. */
    void checkResolved(Resolver resolver) throws UnknownHostException {
        for (InetAddress address : resolver.resolve(unbracketed(uri.getHost()))) {
            boolean allowed = loopbackAllowed && address.isLoopbackAddress();
            if (!allowed && ("http".equals(uri.getScheme()) || !AddressRule.isPublic(address))) {
                throw new ConfigurationException("base_url: the host " + uri.getHost()
                        + " resolves to an address that is" + " private, link-local or loopback; nothing was sent");
            }
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static BaseUrl checked(String text, boolean loopbackAllowed) {
        URI uri = parsed(text);
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(DEFECT + ", without user name, password, query or fragment");
        }
        boolean literal = isLiteral(host);
        boolean loopback = loopbackAllowed && isLoopback(host, literal);
        boolean secure = "https".equals(uri.getScheme());
        if (!secure && !(loopback && "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    "must begin with https://; http:// is for the loopback interface only, and"
                            + " only with allow_loopback_http: true");
        }
        if (literal && !loopback) {
            throw new IllegalArgumentException("must name its host, not give a numeric address; the loopback interface"
                    + " needs allow_loopback_http: true");
        }
        if (!loopback && (isLoopback(host, literal) || !(uri.getPort() == -1 || uri.getPort() == 443))) {
            throw new IllegalArgumentException("must be a public host on the usual port; the loopback interface needs"
                    + " allow_loopback_http: true");
        }
        return new BaseUrl(withoutTrailingSlash(uri), loopbackAllowed);
    }

    private static URI parsed(String text) {
        try {
            return new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(DEFECT); // The parser's message would repeat the text.
        }
    }

    private static URI withoutTrailingSlash(URI uri) {
        String text = uri.toString();
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** Also true of the decimal, octal, hexadecimal and shortened spellings of IPv4 that some resolvers take. */
    private static boolean isLiteral(String host) {
        String last =
                host.substring(host.lastIndexOf('.', host.length() - 2) + 1).toLowerCase(Locale.ROOT);
        return host.startsWith("[") || last.matches("[0-9]+\\.?|0x[0-9a-f]*\\.?");
    }

    private static boolean isLoopback(String host, boolean literal) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.equals("localhost.") || name.endsWith(".localhost")) {
            return true;
        }
        return literal && (name.equals("[::1]") || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Looks up a name. */
    @FunctionalInterface
    interface Resolver {

        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
