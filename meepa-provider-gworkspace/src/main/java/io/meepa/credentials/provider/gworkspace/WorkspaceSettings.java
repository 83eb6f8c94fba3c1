package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.provider.gworkspace.identity.GoogleIdentity;
import io.meepa.credentials.provider.gworkspace.token.TokenRequest;
import io.meepa.credentials.provider.support.BaseUrl;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the configuration says about the domain and its users.
 *
 * @param domain the part of an address behind the at sign
 * @param orgUnit where users are put, or empty for the domain's top
 * @param consistencyBudget how long to wait for the directory to show what was done
 * @param onRevoke what revoking does
 * @param agentScope the one scope of agents' tokens
 * @param adminSubject the administrator to act as, or empty to act as the service account itself
 * @param base the directory's address
 * @param calls deadlines and limits
 */
record WorkspaceSettings(
        String domain,
        Optional<String> orgUnit,
        Duration consistencyBudget,
        OnRevoke onRevoke,
        String agentScope,
        Optional<String> adminSubject,
        BaseUrl base,
        CallSettings calls) {

    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{1,62}");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{3,253}");
    private static final Pattern MAIL_SCOPE =
            Pattern.compile("https://mail\\.google\\.com/|https://www\\.googleapis\\.com/auth/gmail\\.[a-z.]{1,40}");
    private static final BaseUrl BASE = BaseUrl.of("https://admin.googleapis.com");
    private static final String AGENT_SCOPE = "https://www.googleapis.com/auth/gmail.modify";
    private static final String USER_SCOPE = "https://www.googleapis.com/auth/admin.directory.user";
    private static final String SESSION_SCOPE = "https://www.googleapis.com/auth/admin.directory.user.security";

    static WorkspaceSettings read(Settings settings) {
        CallSettings calls = CallSettings.read(settings);
        Duration budget = settings.duration("consistency_budget").orElse(Duration.ofMinutes(5));
        return new WorkspaceSettings(
                matching(
                        settings,
                        "domain",
                        settings.requiredText("domain").toLowerCase(Locale.ROOT),
                        DOMAIN,
                        "a domain"),
                settings.text("org_unit_path").map(path -> orgUnit(settings, path)),
                budget,
                settings.choice("on_revoke", OnRevoke.class).orElse(OnRevoke.DELETE),
                matching(
                        settings,
                        "agent_scope",
                        settings.text("agent_scope").orElse(AGENT_SCOPE),
                        MAIL_SCOPE,
                        "one Gmail scope, for instance https://www.googleapis.com/auth/gmail.readonly"),
                settings.text("admin_subject")
                        .map(subject ->
                                matching(settings, "admin_subject", subject, ADDRESS, "an administrator's address")),
                calls.baseUrl().orElse(BASE),
                patient(calls, budget));
    }

    static List<SettingDescription> described() {
        List<SettingDescription> own = List.of(
                SettingDescription.of("domain", SettingType.TEXT, "the domain of users")
                        .unlessSet("required")
                        .withExample("example.com"),
                SettingDescription.of("admin_subject", SettingType.TEXT, "the administrator to act as")
                        .unlessSet("the service account itself")
                        .withExample("admin@example.com"),
                SettingDescription.of("org_unit_path", SettingType.TEXT, "where users are put")
                        .unlessSet("the domain's top")
                        .withExample("/Agents"),
                SettingDescription.choice(
                                "on_revoke",
                                List.of("delete", "suspend"),
                                "what revoking does to the user: delete or suspend")
                        .withDefault("delete")
                        .withExample("suspend"),
                SettingDescription.of("agent_scope", SettingType.TEXT, "the one scope of an agent's tokens")
                        .withDefault(AGENT_SCOPE)
                        .withExample("https://www.googleapis.com/auth/gmail.readonly"),
                SettingDescription.of(
                                "consistency_budget",
                                SettingType.PERIOD,
                                "how long to wait for the directory to show a change")
                        .withDefault("5m")
                        .withExample("1m"));
        return Stream.of(own, GoogleIdentity.described(), CallSettings.described())
                .flatMap(List::stream)
                .toList();
    }

    /** Returns what the directory is asked with. */
    TokenRequest adminToken() {
        return new TokenRequest(
                adminSubject, onRevoke == OnRevoke.SUSPEND ? List.of(USER_SCOPE, SESSION_SCOPE) : List.of(USER_SCOPE));
    }

    /** A run must outlast its waits for the directory. */
    private static CallSettings patient(CallSettings calls, Duration budget) {
        return calls.withRunTimeout(calls.runTimeout().plus(budget.multipliedBy(2)));
    }

    private static String orgUnit(Settings settings, String path) {
        if (!path.startsWith("/") || (path.length() > 1 && path.endsWith("/"))) {
            throw settings.invalid("org_unit_path", "must be a path such as /Agents");
        }
        return path;
    }

    private static String matching(Settings settings, String key, String text, Pattern form, String what) {
        if (!form.matcher(text).matches()) {
            throw settings.invalid(key, "must be " + what);
        }
        return text;
    }

    /** What revoking does. */
    enum OnRevoke {
        /** The user is locked out, and keeps mail, address and licence. */
        SUSPEND,
        /** The user is deleted; an administrator can bring it back for 20 days. */
        DELETE
    }
}
