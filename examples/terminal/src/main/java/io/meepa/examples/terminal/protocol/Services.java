package io.meepa.examples.terminal.protocol;

import java.util.Locale;
import java.util.Map;

/** Returns under which service a host's login is stored. */
final class Services {

    private static final Map<String, String> WELL_KNOWN = Map.of(
            "github.com", "github",
            "gitlab.com", "gitlab",
            "bitbucket.org", "bitbucket");

    private final Map<String, String> chosen;

    Services(Map<String, String> chosen) {
        this.chosen = Map.copyOf(chosen);
    }

    /** Returns what the operator chose, else the usual name, else the host itself. */
    String of(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        String usual = WELL_KNOWN.getOrDefault(plain, plain);
        return chosen.getOrDefault(plain, usual);
    }
}
