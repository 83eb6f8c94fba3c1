package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The provider's section of the configuration. */
record MailSettings(
        String path,
        SecretSource organisationKey,
        String domain,
        Scope scope,
        Optional<String> displayName,
        List<String> permissions,
        CallSettings calls) {

    static MailSettings read(Settings settings) {
        return new MailSettings(
                settings.path(),
                settings.secretFromEnvironment("api_key_env", "AGENTMAIL_API_KEY"),
                domain(settings),
                settings.choice("scope", Scope.class).orElse(Scope.INBOX),
                settings.text("display_name"),
                permissions(settings),
                CallSettings.read(settings));
    }

    static List<SettingDescription> described() {
        List<SettingDescription> own = List.of(
                SettingDescription.of(
                                "api_key_env", SettingType.VARIABLE, "the variable that holds the organisation's key")
                        .withDefault("AGENTMAIL_API_KEY")
                        .withExample("MAIL_KEY"),
                SettingDescription.of(
                                "domain",
                                SettingType.TEXT,
                                "the domain of addresses; one of your own must be verified already")
                        .withDefault(MailAssumptions.SHARED_DOMAIN)
                        .withExample("mail.example.com"),
                SettingDescription.choice(
                                "scope", List.of("inbox", "pod"), "what an agent gets: an inbox, or a pod with one")
                        .withDefault("inbox")
                        .withExample("pod"),
                SettingDescription.of("display_name", SettingType.TEXT, "the sender's name")
                        .withExample("Meepa"),
                SettingDescription.of("permissions", SettingType.LIST, "what the agent's own key may do")
                        .unlessSet("the least that reads and sends mail")
                        .withExample("[message_read]"));
        return Stream.concat(own.stream(), CallSettings.described().stream()).toList();
    }

    private static String domain(Settings settings) {
        String domain = settings.text("domain").orElse(MailAssumptions.SHARED_DOMAIN);
        if (!domain.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")) {
            throw settings.invalid("domain", "must be a domain's name in lower case, such as mail.example.com");
        }
        return domain;
    }

    private static List<String> permissions(Settings settings) {
        List<String> flags = settings.texts("permissions").orElse(MailAssumptions.LEAST_PERMISSIONS);
        if (flags.isEmpty()) {
            throw settings.invalid("permissions", "must name at least one: a key without any may do everything");
        }
        if (!flags.stream().allMatch(flag -> flag.matches("[a-z][a-z0-9_]{0,63}"))) {
            throw settings.invalid("permissions", "must be names such as message_read");
        }
        return flags.stream().distinct().toList();
    }

    /** What an agent gets, and what its key reaches. */
    enum Scope {
        /** An inbox among the organisation's, and a key of that inbox. */
        INBOX,
        /** A pod with one inbox, and a key of the pod. */
        POD;

        String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
