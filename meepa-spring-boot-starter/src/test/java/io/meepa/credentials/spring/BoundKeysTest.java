package io.meepa.credentials.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.core.config.tree.Tree;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Made from the engine's own list: a key that is added there and cannot be bound fails here. */
@DisplayName("Each key of the engine's list is bound, and once")
final class BoundKeysTest {

    private static final List<SettingDescription> SETTINGS = CredentialManager.settings();

    static Stream<SettingDescription> settings() {
        return SETTINGS.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    @DisplayName("from application.yaml, spelled as in the engine's own file")
    void bindsAFile(SettingDescription setting) throws IOException {
        SpelledKey key = new SpelledKey(setting);
        assertThat(bound(key, key.file(0))).isEqualTo(key.value(0));
    }

    @ParameterizedTest
    @MethodSource("settings")
    @DisplayName("from a property, spelled with dashes as editors offer it")
    void bindsAProperty(SettingDescription setting) throws IOException {
        SpelledKey key = new SpelledKey(setting);
        assertThat(bound(key, key.property(1))).isEqualTo(key.value(1));
    }

    @ParameterizedTest
    @MethodSource("settings")
    @DisplayName("from an environment variable")
    void bindsAVariable(SettingDescription setting) throws IOException {
        SpelledKey key = new SpelledKey(setting);
        assertThat(bound(key, key.variable(2))).isEqualTo(key.value(2));
    }

    @ParameterizedTest
    @MethodSource("settings")
    @DisplayName("from all three, in three spellings: the most important source alone counts")
    void bindsOnce(SettingDescription setting) throws IOException {
        SpelledKey key = new SpelledKey(setting);
        assertThat(bound(key, key.variable(2), key.property(1), key.file(0))).isEqualTo(key.value(2));
        assertThat(bound(key, key.property(1), key.file(0))).isEqualTo(key.value(1));
    }

    /** Returns the value that the engine reads, which is the only one that it gets. The most important source is first. */
    private static Object bound(SpelledKey key, PropertySource<?>... sources) {
        Tree tree = tree(sources);
        if (key.isAgentId()) {
            return String.join(",", tree.agents().keySet());
        }
        List<String> path = key.path();
        Settings root = Branch.of(path.get(0), tree.root().member(path.get(0)), name -> null)
                .settings();
        Settings section = root;
        for (String name : path.subList(1, path.size() - 1)) {
            section = section.section(name).orElseThrow(() -> new AssertionError(name + " of " + path + " is not set"));
        }
        Object value = key.read(section, path.get(path.size() - 1));
        assertThat(root.unread()).isSubsetOf("agents." + SpelledKey.AGENT + ".id");
        assertThat(tree.root().members().keySet()).isSubsetOf("agents", path.get(0));
        return value;
    }

    private static Tree tree(PropertySource<?>... sources) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().stream()
                .map(PropertySource::getName)
                .toList()
                .forEach(environment.getPropertySources()::remove);
        Stream.of(sources).forEach(environment.getPropertySources()::addLast);
        ConfigurationPropertySources.attach(environment);
        Map<String, Object> settings = new LinkedHashMap<>();
        new EnvironmentSettings(environment).forEach((name, value) -> {
            settings.remove(name);
            settings.put(name, value);
        });
        return Tree.of(specification(settings), () -> SETTINGS);
    }

    private static ManagerSpecification specification(Map<String, Object> settings) {
        return new ManagerSpecification(
                Optional.empty(),
                settings,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                new ManagerSpecification.Surroundings(Clock.systemUTC(), Sleeper.system(), name -> null, true));
    }
}
