package io.meepa.credentials.provider.support.transport;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Which proxy the JDK's client uses for an address: the selector's first choice, if that is an HTTP proxy. */
final class ProxyRoute {

    private ProxyRoute() {}

    /** Returns the proxy's host and port, or empty for a direct connection. The client ignores SOCKS proxies. */
    static Optional<String> to(URI uri, Optional<ProxySelector> selector) {
        List<Proxy> choices = selector.map(proxies -> proxies.select(uri)).orElse(List.of());
        if (choices.isEmpty() || choices.get(0).type() != Proxy.Type.HTTP) {
            return Optional.empty();
        }
        return choices.get(0).address() instanceof InetSocketAddress address
                ? Optional.of(address.getHostString() + ":" + address.getPort())
                : Optional.empty();
    }
}
