package io.meepa.credentials.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The configuration metadata of editors")
final class ConfigurationMetadataTest {

    private static final Path FILE =
            Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json");

    private static final List<SettingDescription> OWN = List.of(
            SettingDescription.of(
                    "configuration", SettingType.TEXT, "the gateway's file; the keys below meepa stand over it"),
            SettingDescription.of("home", SettingType.TEXT, "where documents live")
                    .unlessSet("MEEPA_HOME, else ~/.meepagateway"),
            SettingDescription.of(
                            "provision-at-start",
                            SettingType.FLAG,
                            "whether all agents are provisioned when the application starts")
                    .withDefault("false"));

    static Stream<SettingDescription> settings() {
        return Stream.concat(OWN.stream(), CredentialManager.settings().stream());
    }

    /** {@code -Dmetadata.write=true} writes the file. */
    @Test
    @DisplayName("has every key of the engine, and of the starter, with type, default and meaning")
    void hasEveryKey() throws IOException {
        String expected = settings()
                .map(ConfigurationMetadataTest::property)
                .collect(Collectors.joining(",\n", "{\n  \"properties\": [\n", "\n  ]\n}\n"));
        if (Boolean.getBoolean("metadata.write")) {
            Files.writeString(FILE, expected);
        }
        assertThat(Files.readString(FILE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("settings")
    @DisplayName("names keys as the environment of Spring does")
    void namesKeysCanonically(SettingDescription setting) {
        assertThat(name(setting)).matches("meepa(\\.[a-z0-9-]+(\\[])?|\\.<[A-Za-z]+>)+");
    }

    private static String name(SettingDescription setting) {
        return MeepaProperties.PREFIX + "." + setting.path().replace('_', '-');
    }

    private static String property(SettingDescription setting) {
        String value = setting.defaultValue()
                .map(given -> ",\n      \"defaultValue\": " + json(setting, given))
                .orElse("");
        return """
                    {
                      "name": "%s",
                      "type": "%s",
                      "description": "%s"%s
                    }""".formatted(name(setting), TYPES.get(setting.type()), escaped(sentence(setting.meaning())), value);
    }

    private static final Map<SettingType, String> TYPES = Map.of(
            SettingType.TEXT, "java.lang.String",
            SettingType.FLAG, "java.lang.Boolean",
            SettingType.NUMBER, "java.lang.Long",
            SettingType.PERIOD, "java.lang.String",
            SettingType.CHOICE, "java.lang.String",
            SettingType.LIST, "java.util.List<java.lang.String>",
            SettingType.VARIABLE, "java.lang.String");

    private static String json(SettingDescription setting, String value) {
        boolean bare = setting.type() == SettingType.FLAG || setting.type() == SettingType.NUMBER;
        return bare ? value : "\"" + escaped(value) + "\"";
    }

    private static String sentence(String meaning) {
        return Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1) + ".";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
