package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

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
     * @throws io.meepa.credentials.error.ConfigurationException if both are set
     */
    public void requireOneKey() {
        if (enabled && keySource.isPresent() && settings.text(KEY_FILE).isPresent()) {
            throw settings.invalid(KEY_ENV, "stands beside " + KEY_FILE + ": keep one of them");
        }
    }

    /** Reads whether and how an audit trail is kept. */
    static final class Reader {

        private static final String FOLDER = "folder";
        private static final long SEGMENT_BYTES = 16L << 20;
        private static final long MOST_SEGMENT_BYTES = 1L << 30;
        private static final long FEWEST_KEPT = 2;
        private static final long MOST_KEPT = 100_000;

        private final Settings settings;

        private Reader(Settings settings) {
            this.settings = settings;
        }

        static AuditChoice read(Branch audit, Path home) {
            AuditChoice choice = new Reader(audit.settings()).choice(home);
            audit.refuseUnknownKeys(Set.of());
            return choice;
        }

        private AuditChoice choice(Path home) {
            boolean enabled = settings.flag("enabled").orElse(false);
            Path folder = path(FOLDER).orElse(home.resolve("audit"));
            Optional<Path> keyFile = path(KEY_FILE);
            Optional<SecretSource> variable = variable();
            if (keyFile.filter(file -> file.startsWith(folder)).isPresent()) {
                throw settings.invalid(
                        KEY_FILE,
                        "is in the trail's folder: with the key, records can be forged, so keep it elsewhere");
            }
            return new AuditChoice(
                    enabled, policy(folder), keyFile.orElse(home.resolve("audit.key")), variable, settings);
        }

        private AuditPolicy policy(Path folder) {
            long segment = settings.integer("segment_bytes", AuditPolicy.LEAST_SEGMENT_BYTES, MOST_SEGMENT_BYTES)
                    .orElse(SEGMENT_BYTES);
            OptionalLong kept = settings.integer("keep_segments", FEWEST_KEPT, MOST_KEPT);
            boolean refusing =
                    settings.choice("on_failure", OnFailure.class).orElse(OnFailure.CONTINUE) == OnFailure.REFUSE;
            return new AuditPolicy(
                    folder,
                    segment,
                    kept.isPresent() ? OptionalInt.of((int) kept.getAsLong()) : OptionalInt.empty(),
                    refusing);
        }

        private Optional<SecretSource> variable() {
            return settings.text(KEY_ENV).map(name -> settings.secretFromEnvironment(KEY_ENV, name));
        }

        private Optional<Path> path(String key) {
            return settings.text(key).map(text -> absolute(key, text));
        }

        private Path absolute(String key, String text) {
            try {
                Path path = Path.of(text);
                if (path.isAbsolute()) {
                    return path.normalize();
                }
            } catch (InvalidPathException e) {
                throw settings.invalid(key, "must be a path");
            }
            throw settings.invalid(key, "must be an absolute path");
        }

        /** What happens to what cannot be recorded beforehand. */
        enum OnFailure {
            CONTINUE,
            REFUSE
        }
    }
}
