package io.meepa.credentials.provider.oauth.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import io.meepa.credentials.provider.oauth.preset.rules.RevokeRules;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.RequestTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {

    private static final Settings UNCONFIGURED = Settings.of(
            "credentials.connections.oauth", Map.of(), new Settings.Surroundings(key -> "test.yaml", name -> null));

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What names the file rather than the service. */
    private static final Set<String> OWN = Set.of("$schema", "format", "service", "title", "documentation", "facts");

    static Stream<String> services() {
        return Presets.shipped().stream();
    }

    @Test
    void elevenServicesComeWithTheLibrary() {
        assertThat(Presets.shipped())
                .containsExactly(
                        "atlassian",
                        "discord",
                        "github",
                        "google",
                        "linear",
                        "microsoft",
                        "notion",
                        "reddit",
                        "slack",
                        "todoist",
                        "twitter");
        assertThat(Presets.shipped("acme")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyPresetIsReadStrictlyAndNamesItself(String service) {
        Preset preset = Presets.shipped(service).orElseThrow();

        assertThat(preset.service()).isEqualTo(service);
        assertThat(preset).hasToString("Preset[" + service + "]");
        assertThat(preset.app().methods()).isNotEmpty();
        assertThat(preset.errors().definitive()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyPresetFitsTheSchemaThatIsShipped(String service) throws IOException {
        assertThat(schema().validate(tree(service + ".json"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyPropertyHasASourceAndEveryFactAProperty(String service) throws IOException {
        JsonNode tree = tree(service + ".json");
        List<String> pointers = Presets.shipped(service).orElseThrow().facts().stream()
                .flatMap(fact -> fact.of().stream())
                .toList();
        List<String> unsourced = new ArrayList<>();
        tree.properties().forEach(field -> {
            if (!OWN.contains(field.getKey())) {
                leaves("/" + field.getKey(), field.getValue(), pointers, unsourced);
            }
        });

        assertThat(unsourced).as("properties without a source").isEmpty();
        assertThat(pointers)
                .allSatisfy(pointer ->
                        assertThat(tree.at(pointer).isMissingNode()).as(pointer).isFalse());
    }

    @ParameterizedTest
    @MethodSource("services")
    void noPresetPutsATokenIntoAnAddress(String service) {
        Preset preset = Presets.shipped(service).orElseThrow();

        assertThat(preset.revoke().map(RevokeRules::address).orElse("")).doesNotContain("?");
        assertThat(preset.authorize().fixed()).doesNotContainKeys("client_secret", "access_token");
    }

    @Test
    void readerAndSchemaKnowTheSameProperties() throws IOException {
        JsonNode schema = tree("preset.schema.json");
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));

        for (String name : required) {
            ObjectNode without = tree("github.json").deepCopy();
            without.remove(name);
            assertThat(schema().validate(without)).as(name).isNotEmpty();
            assertThatThrownBy(() -> PresetReader.strict().read("x", MAPPER.writeValueAsBytes(without)))
                    .as(name)
                    .hasMessageContaining("/" + name);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceSaysWhereItsRequestsGo(String service) throws IOException {
        List<RequestTarget> targets = new OAuthProvider().requestTargets(service, UNCONFIGURED);
        String identity = tree(service + ".json").at("/identity/address").asText("");

        assertThat(targets).isNotEmpty().allMatch(target -> target.scheme().equals("https") && target.port() == 443);
        if (!identity.isEmpty()) {
            URI asked = URI.create(identity);
            assertThat(targets)
                    .as("the address of the identity is one of them")
                    .anyMatch(target -> target.host().equals(asked.getHost())
                            && asked.getPath().startsWith(target.path()));
        }
    }

    @Test
    @DisplayName("Google's interfaces have hosts of their own, Notion's has one")
    void requestsOfGoogleAndNotion() {
        assertThat(new OAuthProvider().requestTargets("google", UNCONFIGURED))
                .extracting(RequestTarget::host)
                .containsExactly(
                        "www.googleapis.com",
                        "gmail.googleapis.com",
                        "docs.googleapis.com",
                        "openidconnect.googleapis.com");
        assertThat(new OAuthProvider().requestTargets("notion", UNCONFIGURED))
                .extracting(RequestTarget::host)
                .containsExactly("api.notion.com");
    }

    private static void leaves(String pointer, JsonNode node, List<String> facts, List<String> unsourced) {
        if (facts.contains(pointer)) {
            return;
        }
        if (!node.isObject() || node.isEmpty()) {
            unsourced.add(pointer);
            return;
        }
        node.properties().forEach(field -> leaves(pointer + "/" + field.getKey(), field.getValue(), facts, unsourced));
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(tree("preset.schema.json"));
    }

    private static JsonNode tree(String name) throws IOException {
        try (InputStream in = Presets.class.getResourceAsStream(name)) {
            return MAPPER.readTree(in);
        }
    }
}
