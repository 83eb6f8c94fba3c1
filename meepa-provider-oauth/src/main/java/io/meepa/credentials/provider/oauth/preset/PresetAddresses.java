package io.meepa.credentials.provider.oauth.preset;

import io.meepa.credentials.provider.oauth.preset.rules.AddressTemplate;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Checks the addresses of presets. No expression may decide a host: only a tenant within a path is open. */
enum PresetAddresses {
    /** https and a public host's name. */
    PUBLIC,
    /** Also the loopback interface, for services on this machine. */
    WITH_LOOPBACK;

    private static final String CLIENT_ID = "{client_id}";
    private static final Set<String> METHODS = Set.of("GET", "POST", "DELETE");

    AddressTemplate template(PresetSection section, String key) {
        return new AddressTemplate(checked(section, key, section.text(key), AddressTemplate.TENANT));
    }

    String plain(PresetSection section, String key) {
        return checked(section, key, section.text(key), "");
    }

    String revocation(PresetSection section) {
        String text = section.text("address");
        checked(section, "address", text.replace(CLIENT_ID, "app"), AddressTemplate.TENANT);
        if (text.contains(CLIENT_ID) && !text.substring(hostEnd(text)).contains(CLIENT_ID)) {
            throw section.wrong("/address", "may have " + CLIENT_ID + " within its path only");
        }
        return text;
    }

    String method(PresetSection section) {
        String method = section.optionalText("method").orElse("POST");
        if (!METHODS.contains(method)) {
            throw section.wrong("/method", "must be GET, POST or DELETE");
        }
        return method;
    }

    private String checked(PresetSection section, String key, String text, String placeholder) {
        String filled = placeholder.isEmpty() ? text : text.replace(placeholder, "tenant");
        if (!placeholder.isEmpty()
                && text.contains(placeholder)
                && !text.substring(hostEnd(text)).contains(placeholder)) {
            throw section.wrong("/" + key, "may have " + placeholder + " within its path only");
        }
        URI uri = parsed(section, key, filled);
        boolean plain = uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        boolean publicHost = plain && "https".equals(uri.getScheme()) && uri.getPort() == -1 && named(uri.getHost());
        boolean loopback = plain
                && this == WITH_LOOPBACK
                && Set.of("127.0.0.1", "localhost").contains(uri.getHost())
                && Set.of("http", "https").contains(uri.getScheme());
        if (!publicHost && !loopback) {
            throw section.wrong(
                    "/" + key,
                    "must be an https address of a host's name on the usual port, without user name, query and fragment");
        }
        return text;
    }

    private static URI parsed(PresetSection section, String key, String text) {
        try {
            return new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw section.wrong("/" + key, "is no address");
        }
    }

    private static int hostEnd(String text) {
        int from = text.indexOf("//") + 2;
        int slash = text.indexOf('/', from);
        return slash < 0 ? text.length() : slash;
    }

    private static boolean named(String host) {
        return host.matches("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}") && !host.endsWith(".localhost");
    }
}
