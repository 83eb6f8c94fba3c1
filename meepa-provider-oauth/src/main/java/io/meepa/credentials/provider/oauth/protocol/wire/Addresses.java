package io.meepa.credentials.provider.oauth.protocol.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads addresses that came from outside. */
public final class Addresses {

    private static final int LONGEST = 2_000;

    private Addresses() {}

    /**
     * Reads an address with https and a host, without user-info and fragment.
     *
     * @param text the text
     * @return the address as it was written, or empty if it is another
     */
    public static Optional<URI> https(String text) {
        if (text.length() > LONGEST || !text.startsWith("https://")) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text).parseServerAuthority();
            boolean plain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && !uri.getHost().endsWith(".");
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads an address with https, or one of this machine with http.
     *
     * @param text the text
     * @return the address as it was written, or empty if it is another
     */
    public static Optional<URI> httpsOrLoopback(String text) {
        boolean own = text.matches("http://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?(/.*)?");
        return own ? https("https" + text.substring("http".length())).map(uri -> URI.create(text)) : https(text);
    }
}
