package io.meepa.credentials.store.postgres;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.sops.key.KeyFiles;
import io.meepa.credentials.sops.key.KeySource;
import io.meepa.credentials.sops.sealed.KeySettings;
import io.meepa.credentials.sops.sealed.RecipientPolicy;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.store.postgres.lease.LeaseLimits;
import io.meepa.credentials.store.postgres.sql.SqlLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of the store, but for those of its connections.
 *
 * @param section the key path of the settings
 * @param recipients decides to whom documents are encrypted
 * @param keys where identities come from; never makes a key
 * @param limits how long to wait
 * @param leases how long locks last
 * @param create whether tables that are absent are created
 * @param engine what kind of server it is
 * @param requireReplicated whether writes are refused where no standby has them
 */
record PostgresSettings(
        String section,
        RecipientPolicy recipients,
        KeySource keys,
        SqlLimits limits,
        LeaseLimits leases,
        boolean create,
        Engine engine,
        boolean requireReplicated) {

    private static final String KEY_FILE = "key_file";
    private static final String LEASE = "lease";
    private static final String HEARTBEAT = "heartbeat";
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(45);
    private static final int BEATS_PER_LEASE = 6;

    /** What kind of server it is. */
    enum Engine {
        /** Says by itself whether it replicates. */
        POSTGRES,
        /** Replicates in ways that its settings do not show. */
        MANAGED
    }

    static List<SettingDescription> described() {
        List<SettingDescription> own = List.of(
                SettingDescription.of("create", SettingType.FLAG, "whether absent tables are created")
                        .withDefault("false")
                        .withExample("true"),
                SettingDescription.choice(
                                "engine",
                                List.of("postgres", "managed"),
                                "managed where the service replicates in ways that the server's settings do not show")
                        .withDefault("postgres")
                        .withExample("managed"),
                SettingDescription.of(
                                "require_replicated",
                                SettingType.FLAG,
                                "whether writes are refused while no synchronous standby is configured")
                        .withDefault("false")
                        .withExample("true"),
                period(
                        LEASE,
                        "how long a lock lasts without a heartbeat; at least 45 s, since a run must be sure of it for"
                                + " 30 s before each upstream call",
                        "60s"),
                SettingDescription.of(
                                HEARTBEAT, SettingType.PERIOD, "how often locks are renewed; a sixth of lease at most")
                        .unlessSet("a sixth of lease")
                        .withExample("5s"),
                period("longest_run", "after this a lock is no longer renewed: its run is taken for dead", "1h"),
                period("call_timeout", "how long the network may be silent, per statement", "10s"),
                period("read_patience", "how long a read is tried", "10s"),
                period("write_patience", "how long a write is tried; longer than a failover", "90s"));
        return Stream.of(UrlConnections.described(), KeySettings.described("one of the three is required"), own)
                .flatMap(List::stream)
                .toList();
    }

    private static SettingDescription period(String key, String meaning, String unlessSet) {
        return SettingDescription.of(key, SettingType.PERIOD, meaning)
                .withDefault(unlessSet)
                .withExample("2m");
    }

    /** Reads every key of the section, but for those of the connections. */
    static PostgresSettings read(Settings settings, Path home) {
        KeySettings keys = KeySettings.read(settings, home);
        SqlLimits limits = new SqlLimits(
                settings.duration("call_timeout").orElse(SqlLimits.DEFAULT.call()),
                settings.duration("read_patience").orElse(SqlLimits.DEFAULT.read()),
                settings.duration("write_patience").orElse(SqlLimits.DEFAULT.write()));
        return new PostgresSettings(
                settings.path(),
                keys.recipients(),
                source(settings, keys, home),
                limits,
                leases(settings),
                settings.flag("create").orElse(false),
                settings.choice("engine", Engine.class).orElse(Engine.POSTGRES),
                settings.flag("require_replicated").orElse(false));
    }

    /** Two machines must not make two first keys, so this store makes none. */
    private static KeySource source(Settings settings, KeySettings keys, Path home) {
        if (keys.otherKeys().isPresent()) {
            return keys.otherKeys().get();
        }
        if (keys.keyFile().isEmpty()) {
            throw keyless(settings);
        }
        if (keys.recipients().publicKey().isEmpty()) {
            throw settings.invalid(
                    KEY_FILE,
                    "needs public_key beside it: the documents are shared by several machines, and a key file made on one"
                            + " of them would open nothing on the others");
        }
        return new KeyFiles(home, keys.keyFile().get());
    }

    private static ConfigurationException keyless(Settings settings) {
        return settings.invalid(
                "key_env",
                "is required, or key_command, or key_file with public_key: this store makes no key by itself. Make one with"
                        + " age-keygen and give it to every machine");
    }

    private static LeaseLimits leases(Settings settings) {
        Duration lease = settings.duration(LEASE).orElse(LeaseLimits.DEFAULT.lease());
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw settings.invalid(
                    LEASE, "must be 45s at least: before each upstream call a run must be sure of its lock for 30s");
        }
        Duration beat = settings.duration(HEARTBEAT).orElse(lease.dividedBy(BEATS_PER_LEASE));
        if (beat.multipliedBy(BEATS_PER_LEASE).compareTo(lease) > 0) {
            throw settings.invalid(
                    HEARTBEAT, "must be a sixth of lease at most, so that one that is lost does no harm");
        }
        Duration call = beat.compareTo(LeaseLimits.DEFAULT.call()) < 0 ? beat : LeaseLimits.DEFAULT.call();
        Duration longest = settings.duration("longest_run").orElse(LeaseLimits.DEFAULT.longest());
        return new LeaseLimits(lease, beat, call, longest);
    }
}
