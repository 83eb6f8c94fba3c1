package io.meepa.credentials.provider.support.transport;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * User name and password for the proxy, by reference: a source that holds {@code user:password}. Read for each request, sent
 * to the proxy only.
 *
 * @param source where they are
 */
public record ProxyLogin(SecretSource source) {

    /** The JDK's own switch; unless it is set, Basic is withheld from proxies that tunnel. */
    private static final String WITHHELD = "jdk.http.auth.tunneling.disabledSchemes";

    String describe() {
        return source.describe();
    }

    String header() {
        try (Secret pair = source.read()) {
            byte[] bytes = pair.reveal().getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(bytes);
        }
    }

    /** Returns whether this JVM drops a login with Basic on its way to a proxy that tunnels. */
    static boolean withheld() {
        String schemes = System.getProperty(WITHHELD, "Basic");
        return List.of(schemes.toLowerCase(Locale.ROOT).split("[\\s,]+")).contains("basic");
    }

    static String remedyWhereWithheld() {
        return "this JVM withholds it: start it with -D" + WITHHELD + "= (nothing after the equals sign)";
    }
}
