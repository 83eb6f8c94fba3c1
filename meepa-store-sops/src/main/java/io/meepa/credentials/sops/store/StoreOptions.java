package io.meepa.credentials.sops.store;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.sops.sealed.KeySettings;
import io.meepa.credentials.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The settings of the file store.
 *
 * @param section the key path of the settings
 * @param keys recipients and sources of keys
 * @param keyFile where an agent's key file is, unless identities come from another source
 * @param lockTimeout how long a writer waits for another one
 * @param remoteAllowed whether the home may be on a network file system
 */
record StoreOptions(
        String section,
        KeySettings keys,
        Optional<Function<AgentId, Path>> keyFile,
        Duration lockTimeout,
        boolean remoteAllowed) {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    static List<SettingDescription> described() {
        List<SettingDescription> own = List.of(
                SettingDescription.of(
                                "network_folder",
                                SettingType.FLAG,
                                "whether the home may be on a network file system, whose locks and writes are then trusted")
                        .withDefault("false")
                        .withExample("true"),
                SettingDescription.of(
                                "lock_timeout",
                                SettingType.PERIOD,
                                "how long a writer waits for another writer of the document")
                        .withDefault("30s")
                        .withExample("1m"));
        return Stream.concat(KeySettings.described("<home>/agents/{id}/private-key.key").stream(), own.stream())
                .toList();
    }

    /** Reads every key of the section. */
    static StoreOptions read(Settings settings, Layout layout) {
        KeySettings keys = KeySettings.read(settings, layout.home());
        Duration lockTimeout = settings.duration("lock_timeout").orElse(LOCK_TIMEOUT);
        boolean remoteAllowed = settings.flag("network_folder").orElse(false);
        Optional<Function<AgentId, Path>> keyFile = keys.otherKeys().isPresent()
                ? Optional.empty()
                : Optional.of(keys.keyFile().orElse(layout::keyFile));
        return new StoreOptions(settings.path(), keys, keyFile, lockTimeout, remoteAllowed);
    }
}
