package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.PresetReader;
import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.provider.oauth.service.ServiceOptions;
import io.meepa.credentials.provider.oauth.setting.AppSource;
import io.meepa.credentials.provider.oauth.setting.SigningSource;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section {@code services}: which services there are, with what app, and what to ask for. */
final class ServiceReader {

    private static final String SERVICES = "services";
    private static final String PRESET = "preset";
    private static final Category APPS = Category.of("oauth_client");

    private final ProviderContext context;
    private final boolean loopbackAllowed;

    ServiceReader(ProviderContext context, boolean loopbackAllowed) {
        this.context = context;
        this.loopbackAllowed = loopbackAllowed;
    }

    static List<SettingDescription> described() {
        return Stream.of(appKeys(), SigningSource.described(), otherKeys())
                .flatMap(keys -> keys)
                .map(key -> key.in(SERVICES + ".<service>"))
                .toList();
    }

    private static Stream<SettingDescription> appKeys() {
        return Stream.of(
                SettingDescription.of("scopes", SettingType.LIST, "what to ask for")
                        .unlessSet("the least that makes sense")
                        .withExample("[read:user]"),
                SettingDescription.of("client_id_env", SettingType.VARIABLE, "the variable with the app's id")
                        .unlessSet("the service's own variable")
                        .withExample("GITHUB_ID"),
                SettingDescription.of("client_secret_env", SettingType.VARIABLE, "the variable with the app's secret")
                        .unlessSet("the service's own variable")
                        .withExample("GITHUB_SECRET"),
                SettingDescription.of("tenant", SettingType.TEXT, "the tenant, where the service has some: Microsoft")
                        .withExample("example.com"));
    }

    private static Stream<SettingDescription> otherKeys() {
        return Stream.of(
                SettingDescription.of("subject", SettingType.TEXT, "whom a signed assertion speaks for")
                        .unlessSet("the app")
                        .withExample("robot@example.com"),
                SettingDescription.of(
                                "user_agent",
                                SettingType.TEXT,
                                "what the app calls itself, where the service insists: Reddit")
                        .withDefault("meepa-credentials")
                        .withExample("my-app"),
                SettingDescription.of(
                                "chain",
                                SettingType.TEXT,
                                "which kind of token, where an app has several: Slack's bot or person")
                        .unlessSet("the first")
                        .withExample("person"),
                SettingDescription.of(
                                "parameters.<parameter>",
                                SettingType.TEXT,
                                "a parameter of the sign-in address that the preset lets a host set")
                        .unlessSet("the preset's"),
                SettingDescription.of(PRESET, SettingType.TEXT, "a file with a service of your own")
                        .unlessSet("the one that comes with the library")
                        .withExample("/etc/meepa/service.json"));
    }

    Map<String, ConfiguredService> read(Settings settings) {
        Map<String, ConfiguredService> all = new LinkedHashMap<>();
        settings.section(SERVICES).ifPresent(section -> {
            for (String name : section.keys()) {
                Settings service = section.section(name)
                        .orElseThrow(() -> section.invalid(name, "must be a section: {} for one without settings"));
                all.put(name, service(name, service));
            }
        });
        return all;
    }

    /** Returns the preset of a service: the file that the settings name for it, or the one that comes with the library. */
    static Optional<Preset> preset(String name, Settings settings) {
        return settings.section(SERVICES)
                .flatMap(services -> services.section(name))
                .flatMap(service -> service.text(PRESET))
                .map(file -> Presets.read(
                        Path.of(file),
                        reader(CallSettings.read(settings).addresses().loopback())))
                .or(() -> Presets.shipped(name));
    }

    private ConfiguredService service(String name, Settings settings) {
        Optional<String> file = settings.text(PRESET);
        Preset preset = file.map(path -> Presets.read(Path.of(path), reader(loopbackAllowed)))
                .or(() -> Presets.shipped(name))
                .orElseThrow(() -> settings.invalid(
                        PRESET,
                        "is missing: no preset comes with the library for " + name + "; those that do are "
                                + String.join(", ", Presets.shipped())));
        if (!preset.service().equals(name)) {
            throw settings.invalid(PRESET, "describes the service " + preset.service() + ", not " + name);
        }
        return new ConfiguredService(
                preset,
                file.isEmpty(),
                options(settings),
                new LinkedHashSet<>(settings.texts("scopes").orElse(List.of())),
                app(preset, settings),
                SigningSource.read(settings));
    }

    private static ServiceOptions options(Settings settings) {
        Map<String, String> parameters = new LinkedHashMap<>();
        settings.section("parameters").ifPresent(section -> {
            for (String name : section.keys()) {
                parameters.put(name, section.requiredText(name));
            }
        });
        return new ServiceOptions(
                settings.text("tenant"),
                settings.text("chain"),
                settings.text("user_agent"),
                settings.text("subject"),
                parameters);
    }

    /** The host's own pair of variables, or the pair that the catalogue knows for the service. */
    private AppSource app(Preset preset, Settings settings) {
        boolean required = preset.app().secretRequired();
        if (settings.text("client_id_env").isPresent()) {
            SecretSource id = settings.secretFromEnvironment("client_id_env", "");
            Optional<SecretSource> secret = settings.text("client_secret_env")
                    .map(variable -> settings.secretFromEnvironment("client_secret_env", variable));
            return AppSource.ofVariables(preset.service(), required, id, secret);
        }
        CredentialKey pair = CredentialKey.of(APPS, preset.app().credential());
        return AppSource.ofHost(preset.service(), required, pair, context::systemCredential);
    }

    private static PresetReader reader(boolean loopbackAllowed) {
        return loopbackAllowed ? PresetReader.allowingLoopback() : PresetReader.strict();
    }
}
