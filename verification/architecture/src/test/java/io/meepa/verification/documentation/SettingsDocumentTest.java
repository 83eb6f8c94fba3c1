package io.meepa.verification.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.provider.agentmail.AgentMailProvider;
import io.meepa.credentials.provider.gworkspace.GoogleWorkspaceProvider;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import io.meepa.credentials.provider.privacy.PrivacyProvider;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.sops.store.SopsFileStore;
import io.meepa.credentials.store.postgres.PostgresStore;
import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of keys is one: the engine reads what it describes, and the page and the sample say the same. */
@DisplayName("Every key is described, read, documented and in the sample")
final class SettingsDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*) \\| (.*) \\| (.*) \\|$");
    private static final Pattern SAMPLE_KEY = Pattern.compile("^( *)(?:- )?#?([A-Za-z_]+):(?:\\s.*)?$");

    private static final Set<String> PROVIDERS =
            Set.of("agentmail", "existing", "google_workspace", "manual", "oauth", "privacy_com");

    @TempDir
    private Path home;

    private static CredentialManagerBuilder builder() {
        return CredentialManager.builder()
                .withoutDiscovery()
                .store(new SopsFileStore())
                .store(new PostgresStore())
                .provider(new AgentMailProvider())
                .provider(new GoogleWorkspaceProvider())
                .provider(new OAuthProvider())
                .provider(new PrivacyProvider());
    }

    private static List<SettingDescription> settings() {
        return builder().knownSettings();
    }

    private static String page(String name) throws IOException {
        return Files.readString(Repository.root().resolve("docs").resolve(name));
    }

    @Test
    @DisplayName("docs/configuration.md has each key with its default, meaning and example, and no other")
    void documentsEachKey() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher matcher = ROW.matcher(page("configuration.md"));
        while (matcher.find()) {
            rows.put(matcher.group(1), row(matcher.group(2), matcher.group(3), matcher.group(4)));
        }
        Set<String> shared =
                rows.keySet().stream().filter(key -> key.indexOf('.') < 0).collect(Collectors.toSet());
        Map<String, String> described = new TreeMap<>();
        for (SettingDescription setting : settings()) {
            String last = setting.path().substring(setting.path().lastIndexOf('.') + 1);
            boolean inShared = shared.contains(last) && !rows.containsKey(setting.path());
            described.put(inShared ? last : setting.path(), row(unset(setting), setting.meaning(), example(setting)));
        }
        assertThat(rows).containsExactlyEntriesOf(described);
    }

    @Test
    @DisplayName("docs/sample-config.yaml has each key, and no other")
    void showsEachKeyInTheSample() throws IOException {
        Set<String> shown = sampleKeys(page("sample-config.yaml"));
        Set<String> shared = Set.of(
                "base_url",
                "allow_loopback_http",
                "allow_private_addresses",
                "proxy_login_env",
                "call_timeout",
                "run_timeout",
                "max_concurrency");
        Set<String> described = settings().stream()
                .map(SettingDescription::path)
                .filter(path -> path.contains(".agentmail.")
                        || !shared.contains(path.substring(path.lastIndexOf('.') + 1))
                        || path.contains(".postgres."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).isEqualTo(described);
    }

    static Stream<String> sections() {
        return settings().stream()
                .map(SettingDescription::path)
                .filter(path -> !path.equals("agents[].id") && !path.startsWith("agent_defaults"))
                .map(path -> path.substring(0, path.lastIndexOf('.')))
                .filter(section ->
                        !section.endsWith(".parameters") && !section.endsWith(".grants") && !section.endsWith(".rules"))
                .distinct();
    }

    /** An unknown key is refused with the keys that were asked for: those must be the described ones. */
    @ParameterizedTest
    @MethodSource("sections")
    @DisplayName("A section reads the keys that are described, and no other")
    void readsWhatIsDescribed(String section) {
        Set<String> described = settings().stream()
                .map(SettingDescription::path)
                .filter(path -> path.startsWith(section + "."))
                .map(path -> path.substring(section.length() + 1).replaceAll("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        String path = section.replace("agents[]", "agents.meepa")
                .replace("<VARIABLE>", "GITHUB_TOKEN")
                .replace("<RULE>", "stripe")
                .replace("mcp_servers.<service>", "mcp_servers.tools")
                .replace("<service>", "reddit");

        assertThatThrownBy(
                        () -> opening(path).set(path + ".zzzzzzzzzzzzzzzz", "x").open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching("set in code: .*zzzzzzzzzzzzzzzz is not a setting of .*; known are .*")
                .satisfies(
                        refusal -> assertThat(known(refusal.getMessage())).isEqualTo(withSections(section, described)));
    }

    /** Beside keys, a section may have sections: those of plug-ins without keys, and the engine's. */
    private static Set<String> withSections(String section, Set<String> described) {
        Set<String> all = new TreeSet<>(described);
        switch (section) {
            case "credentials.credential_store" -> all.add("none");
            case "agents[].identity" -> all.addAll(PROVIDERS);
            case "credentials.http" -> all.add("rules");
            case "credentials.phone", "credentials.credit_card" -> all.add("manual");
            default -> {}
        }
        return all;
    }

    private CredentialManagerBuilder opening(String path) {
        CredentialManagerBuilder builder = builder()
                .home(home)
                .set("credentials.enabled", "true")
                .set("credentials.connections.enabled", path.contains("oauth"))
                .set("agents.meepa.identity.enabled", "true");
        Stream.of("agentmail", "google_workspace", "existing")
                .filter(path::contains)
                .forEach(id -> builder.set("credentials.email.enabled", true).set("credentials.email.provider", id));
        if (path.contains("privacy_com")) {
            builder.set("credentials.credit_card.enabled", true).set("credentials.credit_card.provider", "privacy_com");
        }
        if (path.contains("google_workspace")) {
            builder.set("credentials.email.google_workspace.domain", "example.com");
        }
        if (path.contains("postgres")) {
            builder.set("credentials.credential_store.provider", "postgres")
                    .set("credentials.credential_store.postgres.url", "jdbc:postgresql://127.0.0.1:1/none")
                    .set("credentials.credential_store.postgres.key_env", "NO_SUCH_KEY");
        }
        if (path.contains("reddit")) {
            builder.set("credentials.connections.oauth.services.reddit.client_id_env", "REDDIT_ID");
        }
        if (path.contains("mcp_servers")) {
            builder.set("credentials.connections.oauth.mcp_servers.tools.url", "https://mcp.example.com/mcp");
        }
        if (path.contains("GITHUB_TOKEN")) {
            builder.set("credentials.environment.grants.GITHUB_TOKEN.item", "login/github#token");
        }
        if (path.contains("stripe")) {
            builder.set("credentials.http.rules.stripe.item", "api_key/stripe#api_key");
        }
        return builder;
    }

    private static Set<String> known(String message) {
        return new TreeSet<>(List.of(message.substring(message.indexOf("known are ") + "known are ".length())
                .split(", ")));
    }

    private static String unset(SettingDescription setting) {
        return setting.unset().written()
                ? "`" + setting.unset().text() + "`"
                : setting.unset().text();
    }

    private static String example(SettingDescription setting) {
        return setting.example().isEmpty() ? "–" : setting.example();
    }

    /** What the page says without its marks; whether the default is a value stays. */
    private static String row(String unset, String meaning, String example) {
        boolean written = unset.matches("`[^`]*`") && !unset.contains("<home>");
        return (written ? "value " : "words ") + plain(unset) + " | " + plain(meaning) + " | " + plain(example);
    }

    private static String plain(String markdown) {
        return markdown.replaceAll("\\[([^\\]]+)\\]\\([^)]+\\)", "$1").replace("`", "");
    }

    /** Reads the sample with its commented keys; names of the host's choice become what stands for them. */
    private static Set<String> sampleKeys(String sample) {
        Set<String> keys = new TreeSet<>();
        List<String> path = new ArrayList<>();
        List<Integer> depths = new ArrayList<>();
        for (String line : sample.lines().toList()) {
            Matcher matcher = SAMPLE_KEY.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            int depth = matcher.group(1).length() + (line.stripLeading().startsWith("- ") ? 2 : 0);
            while (!depths.isEmpty() && depths.get(depths.size() - 1) >= depth) {
                depths.remove(depths.size() - 1);
                path.remove(path.size() - 1);
            }
            depths.add(depth);
            path.add(matcher.group(2));
            keys.add(String.join(".", path)
                    .replaceFirst("^agents", "agents[]")
                    .replaceFirst("grants\\.[A-Z_]+", "grants.<VARIABLE>")
                    .replaceFirst("rules\\.[a-z]+", "rules.<RULE>")
                    .replaceFirst("services\\.[a-z]+", "services.<service>")
                    .replaceFirst("mcp_servers\\.[a-z]+", "mcp_servers.<service>")
                    .replaceFirst("parameters\\.[a-z_]+", "parameters.<parameter>"));
        }
        keys.removeIf(key ->
                keys.stream().anyMatch(other -> other.startsWith(key + ".")) && !key.matches(".*<(VARIABLE|RULE)>"));
        return keys;
    }
}
