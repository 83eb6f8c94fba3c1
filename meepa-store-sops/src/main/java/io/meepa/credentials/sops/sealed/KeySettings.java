package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.sops.Recipient;
import io.meepa.credentials.sops.key.KeyCommand;
import io.meepa.credentials.sops.key.KeyEnvironment;
import io.meepa.credentials.sops.key.KeySource;
import io.meepa.credentials.sops.key.UserHome;
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
 * The settings that every store of sealed documents has: {@code public_key}, {@code recipients}, and one of {@code key_file},
 * {@code key_env} and {@code key_command}.
 *
 * @param recipients decides to whom documents are encrypted
 * @param keyFile where an agent's key file is, if a key file is configured
 * @param otherKeys where identities come from instead of a file, if so configured
 */
public record KeySettings(
        RecipientPolicy recipients, Optional<Function<AgentId, Path>> keyFile, Optional<KeySource> otherKeys) {

    private static final String PUBLIC_KEY = "public_key";
    private static final String RECIPIENTS = "recipients";
    private static final String KEY_FILE = "key_file";
    private static final String KEY_ENV = "key_env";
    private static final String KEY_COMMAND = "key_command";
    private static final String AGENT = "{id}";
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Reads all five keys.
     *
     * @param settings the store's section
     * @param home the folder where a relative {@code key_file} begins
     * @return the settings
     * @throws io.meepa.credentials.error.ConfigurationException if one is wrong, or two sources of keys are set
     */
    public static KeySettings read(Settings settings, Path home) {
        Optional<Recipient> publicKey = settings.text(PUBLIC_KEY).map(text -> recipient(settings, PUBLIC_KEY, text));
        List<Recipient> further = settings.texts(RECIPIENTS).orElse(List.of()).stream()
                .map(text -> recipient(settings, RECIPIENTS, text))
                .toList();
        Optional<Function<AgentId, Path>> keyFile =
                settings.text(KEY_FILE).map(pattern -> keyFile(settings, pattern, home));
        return new KeySettings(new RecipientPolicy(publicKey, further), keyFile, otherKeys(settings));
    }

    /**
     * Describes the five keys.
     *
     * @param keyFileUnset what holds where no source of the private key is set, for people
     * @return the keys, relative to the store's section
     */
    public static List<SettingDescription> described(String keyFileUnset) {
        return List.of(
                SettingDescription.of(
                                PUBLIC_KEY,
                                SettingType.TEXT,
                                "the age public key that documents are encrypted to; must be that of the private key")
                        .unlessSet("that of the private key")
                        .withExample("age1…"),
                SettingDescription.of(
                                RECIPIENTS, SettingType.LIST, "further age public keys, of a recovery key for instance")
                        .withExample("[age1…]"),
                SettingDescription.of(KEY_FILE, SettingType.TEXT, "the private key; {id} stands for the agent")
                        .unlessSet(keyFileUnset)
                        .withExample("/keys/{id}.key"),
                SettingDescription.of(
                                KEY_ENV,
                                SettingType.VARIABLE,
                                "the variable that holds the private key; instead of key_file")
                        .withExample("MEEPA_AGE_KEY"),
                SettingDescription.of(
                                KEY_COMMAND,
                                SettingType.LIST,
                                "program and arguments that print the private key; instead of key_file")
                        .withExample("[pass, meepa]"));
    }

    private static Recipient recipient(Settings settings, String key, String text) {
        try {
            return Recipient.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw settings.invalid(
                    key, "must be an age X25519 recipient: age1 and 58 more characters, as age-keygen prints it");
        }
    }

    private static Function<AgentId, Path> keyFile(Settings settings, String pattern, Path home) {
        try {
            Path resolved = home.resolve(expanded(settings, pattern)).normalize();
            return agent -> resolved.getFileSystem().getPath(resolved.toString().replace(AGENT, agent.value()));
        } catch (InvalidPathException e) {
            throw settings.invalid(KEY_FILE, "must be a path");
        }
    }

    private static String expanded(Settings settings, String path) {
        if (!path.equals("~") && !path.startsWith("~/")) {
            return path;
        }
        Path user = UserHome.of(System.getProperty("user.home"), System.getenv("HOME"))
                .orElseThrow(() -> settings.invalid(
                        KEY_FILE, "begins with ~, but this user has no home folder: write an absolute path"));
        return user + path.substring(1);
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
            return Optional.of(new KeyEnvironment(source));
        }
        return command.map(words -> keyCommand(settings, words));
    }

    private static KeySource keyCommand(Settings settings, List<String> words) {
        if (words.isEmpty()) {
            throw settings.invalid(KEY_COMMAND, "must be a list of words: the program and its arguments");
        }
        return new KeyCommand(words, COMMAND_TIMEOUT);
    }
}
