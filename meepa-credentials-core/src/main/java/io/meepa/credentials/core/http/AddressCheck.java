package io.meepa.credentials.core.http;

import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.credentials.spi.network.AddressClass;
import io.meepa.credentials.spi.network.AddressRule;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Looks at a host's addresses before anything is sent, and again before its answer is passed on. In between, the JDK's client
 * looks the name up by itself; by its cache of names, which is on by default, all three get the same addresses.
 *
 * @param privateHosts hosts that may have a private address or this machine's
 * @param names looks names up
 */
record AddressCheck(Set<String> privateHosts, Lookup names) {

    /** Looks names up as the JDK's client does. */
    AddressCheck(Set<String> privateHosts) {
        this(privateHosts, InetAddress::getAllByName);
    }

    /**
     * Refuses a host with an address that is not allowed.
     *
     * @param uri where the request goes
     * @param secret whether it carries a value
     * @throws RequestRefusedException if it must not go there
     * @throws UnknownHostException if the name is unknown, and no proxy knows better
     */
    void require(URI uri, boolean secret) throws UnknownHostException {
        boolean clear = RequestMatch.scheme(uri).equals("http");
        Set<AddressClass> found = EnumSet.noneOf(AddressClass.class);
        try {
            for (InetAddress address : names.addresses(unbracketed(uri.getHost()))) {
                found.add(AddressRule.of(address));
            }
        } catch (UnknownHostException e) {
            if ((clear && secret) || !hasProxy(uri)) {
                throw new UnknownHostException(uri.getHost());
            }
        }
        boolean inside = found.contains(AddressClass.PRIVATE) || found.contains(AddressClass.LOOPBACK);
        if (found.contains(AddressClass.RESERVED)) {
            throw refused(uri, "it has a link-local or reserved address, as metadata services of clouds have");
        }
        if (inside && !privateHosts.contains(undotted(RequestMatch.host(uri)))) {
            throw refused(
                    uri,
                    "it has a private address or this machine's; if that is meant, name it in credentials.http.private_hosts");
        }
        if (clear && secret && found.contains(AddressClass.PUBLIC)) {
            throw refused(
                    uri, "it has a public address, and without TLS every network on the way would see the credential");
        }
    }

    private static boolean hasProxy(URI uri) {
        ProxySelector proxies = ProxySelector.getDefault();
        return proxies != null && proxies.select(uri).stream().anyMatch(proxy -> proxy.type() == Proxy.Type.HTTP);
    }

    private static RequestRefusedException refused(URI uri, String why) {
        return new RequestRefusedException("requests to " + uri.getHost() + " are refused: " + why);
    }

    /** With or without the dot at its end, a name has the same addresses. */
    private static String undotted(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Looks a name up. */
    @FunctionalInterface
    interface Lookup {

        InetAddress[] addresses(String host) throws UnknownHostException;
    }
}
