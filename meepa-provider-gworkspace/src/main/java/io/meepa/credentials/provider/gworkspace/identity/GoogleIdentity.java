package io.meepa.credentials.provider.gworkspace.identity;

import com.google.auth.oauth2.GoogleCredentials;
import io.meepa.credentials.provider.gworkspace.token.AccessTokenSupplier;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where access tokens come from: a service account's key in a file or a variable, the surroundings, or the host.
 *
 * @param tokens gives them
 * @param lack says what is missing, if anything is
 * @param release closes what was opened for it
 */
public record GoogleIdentity(AccessTokenSupplier tokens, Supplier<Optional<String>> lack, Runnable release)
        implements AutoCloseable {

    private static final String KEY_VARIABLE = "GOOGLE_WORKSPACE_SERVICE_ACCOUNT_KEY";

    /**
     * Returns an identity that the host has.
     *
     * @param host gives access tokens
     * @return the identity
     */
    public static GoogleIdentity of(AccessTokenSupplier host) {
        return new GoogleIdentity(host, Optional::empty, () -> {});
    }

    /**
     * Reads where access tokens come from. Makes no call.
     *
     * @param context settings and clock
     * @param calls how the token endpoint is called
     * @return the identity
     */
    public static GoogleIdentity read(ProviderContext context, CallSettings calls) {
        Settings settings = context.settings();
        TokenEndpoint endpoint = TokenEndpoint.open(context, calls);
        Source source = settings.choice("credentials", Source.class).orElse(Source.KEY);
        Optional<SecretSource> file = settings.text("key_file").map(text -> keyFile(settings, text));
        Optional<SecretSource> variable =
                settings.text("key_env").map(name -> settings.secretFromEnvironment("key_env", name));
        if (file.isPresent() && variable.isPresent()) {
            throw settings.invalid("key_file", "and key_env are both set: keep one");
        }
        if (source == Source.AMBIENT) {
            if (file.or(() -> variable).isPresent()) {
                throw settings.invalid("credentials", "is ambient, so that key_file and key_env must not be set");
            }
            return new GoogleIdentity(
                    new AmbientTokens(endpoint, context.clock(), GoogleCredentials::getApplicationDefault),
                    Optional::empty,
                    endpoint::close);
        }
        SecretSource key =
                file.or(() -> variable).orElseGet(() -> settings.secretFromEnvironment("key_env", KEY_VARIABLE));
        return new GoogleIdentity(
                new SignedTokens(new KeySigner(key), endpoint, context.clock()), () -> lack(key), endpoint::close);
    }

    /**
     * Describes the keys that say where access tokens come from.
     *
     * @return the keys, relative to the provider's section
     */
    public static List<SettingDescription> described() {
        return List.of(
                SettingDescription.choice(
                                "credentials",
                                List.of("key", "ambient"),
                                "key: a service account's key; ambient: what the surroundings have")
                        .withDefault("key")
                        .withExample("ambient"),
                SettingDescription.of(
                                "key_file", SettingType.TEXT, "the key's file, an absolute path; instead of key_env")
                        .withExample("/etc/meepa/key.json"),
                SettingDescription.of("key_env", SettingType.VARIABLE, "the variable that holds the key")
                        .withDefault(KEY_VARIABLE)
                        .withExample("WORKSPACE_KEY"),
                SettingDescription.of("token_url", SettingType.TEXT, "where tokens come from")
                        .unlessSet("Google's"));
    }

    @Override
    public void close() {
        release.run();
    }

    private static SecretSource keyFile(Settings settings, String text) {
        if (text.indexOf('\0') >= 0 || !Path.of(text).isAbsolute()) {
            throw settings.invalid("key_file", "must be the absolute path of the service account's JSON key");
        }
        return new KeyFile(Path.of(text), settings.path() + ".key_file");
    }

    private static Optional<String> lack(SecretSource key) {
        return key.available()
                ? Optional.empty()
                : Optional.of(key.describe() + " is not there: put the service account's JSON key there, or set"
                        + " credentials: ambient");
    }

    /** What signs for us. */
    enum Source {
        /** A service account's key. */
        KEY,
        /** Whatever the surroundings have: application-default credentials. */
        AMBIENT
    }
}
