package io.meepa.credentials.provider.support;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.network.AddressClass;
import io.meepa.credentials.spi.network.AddressRule;
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
 * <p>The addresses of a configured or discovered host are checked before every attempt: none may be link-local or loopback,
 * and none private unless the configuration allows private ranges. Between that check and the connection a name may change;
 * the certificate protects against that. The host of an address that is written in a provider is not checked: its
 * certificate has to be right, whatever a VPN, a translator or a company's own name server answers.
 */
public final class BaseUrl {

    private static final String DEFECT = "must be an address, https and a host's name";

    private final URI uri;
    private final AddressPolicy policy;
    private final Origin origin;

    /** Of the configuration, for messages; empty for another origin. */
    private final String key;

    private BaseUrl(URI uri, AddressPolicy policy, Origin origin, String key) {
        this.uri = uri;
        this.policy = policy;
        this.origin = origin;
        this.key = key;
    }

    /**
     * Accepts an address that is written in the provider. The addresses of its host are not checked.
     *
     * @param text the address
     * @return the address
     * @throws IllegalArgumentException if the guard refuses it; the message does not repeat it
     */
    public static BaseUrl of(String text) {
        return new BaseUrl(checked(text, false), AddressPolicy.PUBLIC, Origin.BUILT_IN, "");
    }

    /**
     * Reads an address of the configuration.
     *
     * @param settings the section
     * @param key the key
     * @param policy which addresses its host may have
     * @return the address, or empty if the key is absent
     * @throws ConfigurationException if the guard refuses it
     */
    public static Optional<BaseUrl> read(Settings settings, String key, AddressPolicy policy) {
        return settings.text(key).map(text -> {
            try {
                URI uri = checked(text, policy.loopback());
                return new BaseUrl(uri, policy, Origin.CONFIGURED, settings.path() + "." + key);
            } catch (IllegalArgumentException e) {
                throw settings.invalid(key, String.valueOf(e.getMessage()));
            }
        });
    }

    /**
     * Accepts an address that another host named, in a discovery document for instance. Any port, path and query is taken,
     * and the text stays as it is.
     *
     * @param text the address
     * @param policy which addresses its host may have
     * @return the address
     * @throws IllegalArgumentException if the guard refuses it; the message does not repeat it
     */
    public static BaseUrl discovered(String text, AddressPolicy policy) {
        URI uri = parsed(text);
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(DEFECT + ", without user name, password or fragment");
        }
        boolean literal = isLiteral(host);
        boolean loopback = isLoopback(host, literal);
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (!secure && !(loopback && policy.loopback() && "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException("must begin with https://");
        }
        if (loopback ? !policy.loopback() : literal) {
            throw new IllegalArgumentException("must name a public host, not give a numeric address or this machine");
        }
        return new BaseUrl(uri, policy, Origin.DISCOVERED, "");
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

    /** Refuses a host that has an address it must not have. */
    void checkResolved(Resolver resolver) throws UnknownHostException {
        if (origin == Origin.BUILT_IN) {
            return;
        }
        for (InetAddress address : resolver.resolve(unbracketed(uri.getHost()))) {
            AddressClass kind = AddressRule.of(address);
            if (!allowed(kind)) {
                throw refusal(kind);
            }
        }
    }

    private boolean allowed(AddressClass kind) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        return switch (kind) {
            case PUBLIC -> secure;
            case PRIVATE -> secure && policy.privateRanges();
            case LOOPBACK -> policy.loopback();
            case RESERVED -> false;
        };
    }

    private CredentialException refusal(AddressClass kind) {
        String what = "the host " + uri.getHost() + " resolves to an address that is "
                + (kind == AddressClass.PUBLIC ? "not this machine's" : "private, link-local or loopback")
                + "; nothing was sent";
        if (origin == Origin.DISCOVERED) {
            return new ProviderRejectedException("an address that the other side named leads elsewhere: " + what);
        }
        String remedy = kind == AddressClass.PRIVATE
                ? ". If that is meant (a gateway of this organisation, a VPN that makes addresses up), set "
                        + key.substring(0, key.lastIndexOf('.') + 1) + AddressPolicy.PRIVATE_KEY + ": true"
                : "";
        return new ConfigurationException(key + ": " + what + remedy);
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static URI checked(String text, boolean loopbackAllowed) {
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
        return withoutTrailingSlash(uri);
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

    /** Who named the address. */
    private enum Origin {
        BUILT_IN,
        CONFIGURED,
        DISCOVERED
    }

    /** Looks up a name. */
    @FunctionalInterface
    interface Resolver {

        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
