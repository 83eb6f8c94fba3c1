package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.spi.Settings;
import java.time.Duration;
import java.util.Set;

/**
 * Whether agents are provisioned on first use, and how long reads wait for it.
 *
 * @param enabled whether they are
 * @param budget the longest that a read waits for a run, measured from the run's beginning
 * @param retryAfter how long after a failure the next run may begin; doubled with each further one
 */
public record AutoProvisioningChoice(boolean enabled, Duration budget, Duration retryAfter) {

    /** Reads whether agents are provisioned on first use. */
    static final class Reader {

        private static final Duration BUDGET = Duration.ofSeconds(2);
        private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

        private Reader() {}

        static AutoProvisioningChoice read(Branch ensure) {
            Settings settings = ensure.settings();
            AutoProvisioningChoice choice = new AutoProvisioningChoice(
                    settings.flag("enabled").orElse(false),
                    settings.duration("budget").orElse(BUDGET),
                    settings.duration("retry_after").orElse(RETRY_AFTER));
            ensure.refuseUnknownKeys(Set.of());
            return choice;
        }
    }
}
