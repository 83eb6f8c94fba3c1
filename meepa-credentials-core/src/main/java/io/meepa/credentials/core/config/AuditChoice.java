package io.meepa.credentials.core.config;

import io.meepa.credentials.core.audit.AuditPolicy;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether and how an audit trail is kept.
 *
 * @param enabled whether it is
 * @param policy how
 * @param keyFile where its key is, unless a variable has it
 * @param keySource the variable that has its key, if one has
 * @param settings the section
 */
public record AuditChoice(
        boolean enabled, AuditPolicy policy, Path keyFile, Optional<SecretSource> keySource, Settings settings) {

    static final String KEY_FILE = "key_file";
    static final String KEY_ENV = "key_env";

    /**
     * Refuses two places for one key, when a trail is kept.
     *
     * @throws io.meepa.credentials.ConfigurationException if both are set
     */
    public void requireOneKey() {
        if (enabled && keySource.isPresent() && settings.text(KEY_FILE).isPresent()) {
            throw settings.invalid(KEY_ENV, "stands beside " + KEY_FILE + ": keep one of them");
        }
    }
}
