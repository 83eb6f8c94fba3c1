package io.meepa.credentials.provider.oauth.protocol.discovery;

import io.meepa.credentials.provider.oauth.protocol.wire.Addresses;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
        return of(issuer, Addresses::https);
    }

    /**
     * Returns where an issuer's metadata may stand, with another check of its address.
     *
     * @param issuer the issuer
     * @param addresses reads an address, or returns nothing for one that is not acceptable
     * @return the addresses, in the order in which they are tried
     * @throws IllegalArgumentException if the issuer is no acceptable address
     */
    public static List<URI> of(String issuer, Function<String, Optional<URI>> addresses) {
        URI uri = addresses
                .apply(issuer)
                .filter(address -> address.getRawQuery() == null)
                .orElseThrow(() -> new IllegalArgumentException("the issuer is no https address"));
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
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
