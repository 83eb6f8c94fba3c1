package io.meepa.credentials.core.config;

import io.meepa.credentials.spi.Settings;
import java.time.Duration;
import java.util.Set;

/** Reads whether agents are provisioned on first use. */
final class EnsureReader {

    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private EnsureReader() {}

    static EnsureChoice read(Branch ensure) {
        Settings settings = ensure.settings();
        EnsureChoice choice = new EnsureChoice(
                settings.flag("enabled").orElse(false),
                settings.duration("budget").orElse(BUDGET),
                settings.duration("retry_after").orElse(RETRY_AFTER));
        ensure.refuseUnknownKeys(Set.of());
        return choice;
    }
}
