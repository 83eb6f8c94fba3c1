package io.meepa.credentials.provider.oauth.preset;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads headers that a service wants. A preset cannot set those that decide where a request goes or who sends it. */
final class PresetHeaders {

    private static final Set<String> RESERVED = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "host",
            "content-type",
            "content-length",
            "connection",
            "transfer-encoding",
            "user-agent");

    private PresetHeaders() {}

    static Map<String, String> read(PresetSection section) {
        Map<String, String> headers = section.map("headers");
        headers.keySet().forEach(name -> {
            if (!name.matches("[A-Za-z][A-Za-z0-9-]{0,60}") || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw section.wrong("/headers/" + name, "cannot be set by a preset");
            }
        });
        return headers;
    }
}
