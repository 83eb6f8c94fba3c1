package io.meepa.credentials.provider.oauth.protocol;

import java.net.URI;
import java.util.List;

/** Where a server's metadata may stand (RFC 8414, section 3, and OpenID Connect Discovery, section 4). */
public final class WellKnown {

    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private WellKnown() {}

    /**
     * Returns the addresses of a server's metadata, in the order to ask them.
     *
     * @param issuer the issuer, as it was published: not normalised
     * @return three addresses if it has a path, else two
     * @throws IllegalArgumentException if it is no address with https and a host, or has a query or fragment
     */
    public static List<URI> of(String issuer) {
        URI uri = Addresses.https(issuer)
                .filter(address -> address.getRawQuery() == null)
                .orElseThrow(() -> new IllegalArgumentException("the issuer is no https address"));
        String origin = "https://" + uri.getRawAuthority();
        String path = uri.getRawPath().endsWith("/")
                ? uri.getRawPath().substring(0, uri.getRawPath().length() - 1)
                : uri.getRawPath();
        return path.isEmpty()
                ? List.of(URI.create(origin + OAUTH), URI.create(origin + OPENID))
                : List.of(
                        URI.create(origin + OAUTH + path),
                        URI.create(origin + OPENID + path),
                        URI.create(origin + path + OPENID));
    }
}
