package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.core.config.grant.Grant;
import io.meepa.credentials.core.config.tree.KeyPath;
import io.meepa.credentials.core.config.tree.Node;
import io.meepa.credentials.core.config.tree.SourceText;
import io.meepa.credentials.core.config.tree.YamlTree;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("G-21 the sample documents every key")
class SampleConfigurationTest {

    private static final Path DOCUMENTATION = Path.of("..", "docs");
    private static final Path SAMPLE = DOCUMENTATION.resolve("sample-config.yaml");
    private static final Pattern SWITCHED_OFF = Pattern.compile("(?m)^( *)#([a-z_]+:)");
    private static final Pattern KEY = Pattern.compile("^\\| `([^`]+)` \\|");
    private static final Set<String> CALLS = Set.of(
            "base_url",
            "allow_loopback_http",
            "allow_private_addresses",
            "proxy_login_env",
            "call_timeout",
            "run_timeout",
            "max_concurrency");

    @TempDir
    private Path folder;

    private static KnownPlugins withEveryPlugin() {
        Map<String, Set<Category>> providers = new TreeMap<>(Host.USUAL.providers());
        providers.put("oauth", Set.of(Category.TOKEN));
        Set<String> stores = new TreeSet<>(Host.USUAL.storeIds());
        stores.add("postgres");
        return new KnownPlugins(stores, providers, Host.USUAL.settings(), Host.USUAL.targets());
    }

    private Path everythingSwitchedOn() throws IOException {
        String yaml = SWITCHED_OFF.matcher(Files.readString(SAMPLE)).replaceAll("$1$2");
        return Files.writeString(folder.resolve("all.yaml"), yaml);
    }

    private Set<String> sampleKeys() throws IOException {
        Set<String> keys = new TreeSet<>();
        collect("", YamlTree.read(SourceText.read(everythingSwitchedOn())), keys);
        return keys;
    }

    private static void collect(String path, Node node, Set<String> keys) {
        if (node instanceof Node.Section section) {
            section.members().forEach((key, member) -> collect(KeyPath.child(path, key), member, keys));
        } else if (node instanceof Node.Sequence list && list.elements().get(0) instanceof Node.Section element) {
            collect(path + "[]", element, keys);
        } else {
            keys.add(documented(path));
        }
    }

    private static String documented(String path) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        return CALLS.contains(last) && !path.contains(".postgres.")
                ? last
                : path.replaceAll("services\\.[a-z]+", "services.<service>")
                        .replaceAll("mcp_servers\\.[a-z]+", "mcp_servers.<service>")
                        .replaceAll("parameters\\.[a-z]+", "parameters.<parameter>")
                        .replaceAll("grants\\.[A-Z_]+", "grants.<VARIABLE>")
                        .replaceAll("rules\\.[a-z]+", "rules.<RULE>");
    }

    private static Set<String> tableKeys() throws IOException {
        return Files.readAllLines(DOCUMENTATION.resolve("configuration.md")).stream()
                .map(KEY::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .filter(key -> !key.endsWith(".*")) // Points to another page.
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void loads() {
        Configuration sample = Host.withFile(SAMPLE).read();

        assertThat(sample.provisions(AgentId.of("meepa"), Category.EMAIL)).isTrue();
        assertThat(sample.handOver().grants())
                .extracting(Grant::name)
                .containsExactly("GITHUB_TOKEN", "STRIPE_API_KEY");
        assertThat(sample.requests().rules())
                .extracting(rule -> rule.grant().name())
                .containsExactly("github", "stripe", "git", "search");
    }

    @Test
    void loadsWithEveryKeySwitchedOn() throws IOException {
        Configuration all =
                Host.withFile(everythingSwitchedOn()).knowing(withEveryPlugin()).read();

        assertThat(all.handOver().organisationVariables()).containsExactly("PRIVACY_API_KEY");
        assertThat(all.categories().get(1).provider()).contains("manual");
        Limits unset = Host.withoutFile().read().limits();
        // That a read is always as new as the store has no spelling: the sample shows an example instead.
        assertThat(all.limits())
                .isEqualTo(new Limits(
                        unset.lockTimeout(),
                        unset.concurrency(),
                        unset.rotationOverlap(),
                        unset.renewBefore(),
                        Duration.ofSeconds(1)));
        assertThat(all.namespace()).isEqualTo(Host.withoutFile().read().namespace());
        assertThat(all.store().itemId())
                .isEqualTo(Host.withoutFile().read().store().itemId());
        assertThat(all.store().vault())
                .isEqualTo(Host.withoutFile().read().store().vault());
    }

    @Test
    void hasTheKeysOfTheTablesAndNoOthers() throws IOException {
        assertThat(sampleKeys()).isEqualTo(tableKeys()).hasSizeGreaterThan(50);
    }
}
