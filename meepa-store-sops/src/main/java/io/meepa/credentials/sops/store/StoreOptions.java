package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.sops.Recipient;
import io.meepa.credentials.sops.store.key.Addressees;
import io.meepa.credentials.sops.store.key.KeyCommand;
import io.meepa.credentials.sops.store.key.KeySource;
import io.meepa.credentials.sops.store.key.KeyVariable;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The settings of the file store.
 *
 * @param addressees whom documents are encrypted to
 * @param keyFile where an agent's key file is
 * @param otherKeys where identities come from instead of a file, if so configured
 * @param lockTimeout how long a writer waits for another one
 * @param remoteAllowed whether the home may be on a network file system
 */
record StoreOptions(
        Addressees addressees,
        Function<AgentId, Path> keyFile,
        Optional<KeySource> otherKeys,
        Duration lockTimeout,
        boolean remoteAllowed) {

    private static final String KEY_FILE = "key_file";
    private static final String KEY_ENV = "key_env";
    private static final String KEY_COMMAND = "key_command";
    private static final String AGENT = "{id}";
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    /** Reads every key of the section. */
    static StoreOptions read(Settings settings, Layout layout) {
        Optional<Recipient> publicKey =
                settings.text("public_key").map(text -> recipient(settings, "public_key", text));
        List<Recipient> further = settings.texts("recipients").orElse(List.of()).stream()
                .map(text -> recipient(settings, "recipients", text))
                .toList();
        Function<AgentId, Path> keyFile = keyFile(settings, layout);
        Optional<KeySource> otherKeys = otherKeys(settings);
        Duration lockTimeout = settings.duration("lock_timeout").orElse(LOCK_TIMEOUT);
        boolean remoteAllowed = settings.flag("network_folder").orElse(false);
        return new StoreOptions(new Addressees(publicKey, further), keyFile, otherKeys, lockTimeout, remoteAllowed);
    }

    /** Where an agent's key file is, if keys are kept in files. */
    Optional<Function<AgentId, Path>> keyFiles() {
        return otherKeys.isEmpty() ? Optional.of(keyFile) : Optional.empty();
    }

    private static Recipient recipient(Settings settings, String key, String text) {
        try {
            return Recipient.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw settings.invalid(
                    key, "must be an age X25519 recipient: age1 and 58 more characters, as age-keygen prints it");
        }
    }

    private static Function<AgentId, Path> keyFile(Settings settings, Layout layout) {
        Optional<String> pattern = settings.text(KEY_FILE);
        if (pattern.isEmpty()) {
            return agent -> layout.folder(agent).resolve("private-key.key");
        }
        String text = expanded(pattern.get());
        try {
            Path resolved = layout.home().resolve(text).normalize();
            return agent -> resolved.getFileSystem().getPath(resolved.toString().replace(AGENT, agent.value()));
        } catch (InvalidPathException e) {
            throw settings.invalid(KEY_FILE, "must be a path");
        }
    }

    private static String expanded(String path) {
        boolean ownHome = path.equals("~") || path.startsWith("~/");
        return ownHome ? System.getProperty("user.home") + path.substring(1) : path;
    }

    private static Optional<KeySource> otherKeys(Settings settings) {
        Optional<String> variable = settings.text(KEY_ENV);
        Optional<List<String>> command = settings.texts(KEY_COMMAND);
        long sources = Stream.of(settings.text(KEY_FILE), variable, command)
                .filter(Optional::isPresent)
                .count();
        if (sources > 1) {
            throw settings.invalid(
                    variable.isPresent() ? KEY_ENV : KEY_COMMAND,
                    "stands beside another source of the private key: set one of key_file, key_env and key_command");
        }
        if (variable.isPresent()) {
            SecretSource source = settings.secretFromEnvironment(KEY_ENV, "");
            return Optional.of(new KeyVariable(source));
        }
        return command.map(words -> keyCommand(settings, words));
    }

    private static KeySource keyCommand(Settings settings, List<String> words) {
        if (words.isEmpty()) {
            throw settings.invalid(KEY_COMMAND, "must be a list of words: the program and its arguments");
        }
        return new KeyCommand(words, COMMAND_PATIENCE);
    }
}
