package io.meepa.examples.terminal.protocol;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Returns under which service a host's login is stored. */
final class Services {

    private static final Map<String, String> WELL_KNOWN = Map.of(
            "github.com", "github",
            "gitlab.com", "gitlab",
            "bitbucket.org", "bitbucket");

    private static final String THIS_MACHINE = "localhost";

    private final Map<String, String> chosen;

    Services(Map<String, String> chosen) {
        this.chosen = Map.copyOf(chosen);
    }

    /**
     * Returns what the operator chose, else the usual name, else the host itself. A host of one word looks like a service's
     * name, and any machine that answers to it would get that service's login: it has none unless one was chosen.
     */
    Optional<String> of(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        Optional<String> usual = Optional.of(WELL_KNOWN.getOrDefault(plain, plain))
                .filter(service -> plain.contains(".") || plain.contains(":") || plain.equals(THIS_MACHINE));
        return Optional.ofNullable(chosen.get(plain)).or(() -> usual);
    }
}
