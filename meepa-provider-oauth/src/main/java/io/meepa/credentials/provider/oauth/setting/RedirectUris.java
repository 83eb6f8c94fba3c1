package io.meepa.credentials.provider.oauth.setting;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads where browsers may come back: https, or this machine's own interface as RFC 8252 has it, each exactly as registered. */
public final class RedirectUris {

    private static final String KEY = "redirect_uris";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private RedirectUris() {}

    /**
     * Describes the key.
     *
     * @return the key, relative to the section
     */
    public static List<SettingDescription> described() {
        return List.of(SettingDescription.of(
                        KEY,
                        SettingType.LIST,
                        "where browsers come back, exactly as registered; https, or this machine with"
                                + " allow_loopback_http")
                .withExample("[https://host.example/oauth/callback]"));
    }

    /**
     * Reads the addresses.
     *
     * @param settings the section
     * @param loopbackAllowed whether this machine's own interface is allowed
     * @return the addresses
     */
    public static List<URI> read(Settings settings, boolean loopbackAllowed) {
        List<URI> all = new ArrayList<>();
        for (String text : settings.texts(KEY).orElse(List.of())) {
            all.add(checked(settings, text, loopbackAllowed));
        }
        return List.copyOf(all);
    }

    /**
     * Returns whether a configured address stands for one that is asked for: character by character, but for the port of a
     * program on this machine, which it learns only when it listens (RFC 8252, section 7.3).
     *
     * @param configured the address of the configuration
     * @param asked the address that is asked for
     * @return whether it does
     */
    public static boolean fits(URI configured, URI asked) {
        return configured.toString().equals(asked.toString())
                || (isOwn(configured)
                        && configured.getPort() == -1
                        && withoutPort(asked).equals(configured.toString()));
    }

    /**
     * Chooses where a browser comes back: what was asked for, if the configuration has it, or the only one that it has.
     *
     * @param configured the addresses of the configuration
     * @param asked the address that was asked for, if one was
     * @return the address
     * @throws ConfigurationException if there is none, or several and no choice
     */
    public static URI chosen(List<URI> configured, Optional<URI> asked) {
        if (asked.isEmpty() && configured.size() == 1) {
            return configured.get(0);
        }
        URI wanted = asked.orElseThrow(() -> new ConfigurationException(
                configured.isEmpty()
                        ? "credentials.connections: redirect_uris is missing: set where browsers come back"
                        : "several redirect_uris are configured: name one with redirectingTo"));
        if (configured.stream().noneMatch(uri -> fits(uri, wanted))) {
            throw new ConfigurationException(
                    "the address to come back to is none of credentials.connections: redirect_uris");
        }
        return wanted;
    }

    private static String withoutPort(URI asked) {
        String port = ":" + asked.getPort();
        String text = asked.toString();
        int at = text.indexOf(port + "/");
        return at < 0 ? "" : text.substring(0, at) + text.substring(at + port.length());
    }

    private static boolean isOwn(URI uri) {
        return "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    }

    private static URI checked(Settings settings, String text, boolean loopbackAllowed) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            boolean secure = plain && "https".equals(uri.getScheme());
            boolean own = plain && isOwn(uri);
            if (secure || (own && loopbackAllowed)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw settings.invalid(KEY, "must hold addresses"); // The parser's message would repeat the text.
        }
        throw settings.invalid(
                KEY,
                "must hold https addresses without user name and fragment; http://127.0.0.1 needs"
                        + " allow_loopback_http: true");
    }
}
