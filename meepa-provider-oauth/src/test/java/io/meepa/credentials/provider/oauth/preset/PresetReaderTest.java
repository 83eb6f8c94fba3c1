package io.meepa.credentials.provider.oauth.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.provider.oauth.preset.rules.TenantRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetReaderTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/authorize/adress|\"x\"|is no property of a preset; known here are address, code_lifetime",
                "/extra|1|is no property of a preset",
                "/format|2|must be a whole number from 1 to 1",
                "/service|\"GitHub\"|must be of lower case letters",
                "/authorize/pkce|\"plain\"|must be one of required, optional, off",
                "/authorize/code_lifetime|\"10m\"|must be a period of ISO 8601",
                "/authorize/code_lifetime|\"PT0S\"|must be longer than nothing",
                "/authorize/fixed|{\"state\":\"x\"}|is set elsewhere",
                "/authorize/default|{\"redirect_uri\":\"x\"}|is set by the library",
                "/token/address|\"http://github.com/t\"|must be an https address",
                "/token/address|\"https://127.0.0.1/t\"|must be an https address",
                "/token/address|\"https://localhost/t\"|must be an https address",
                "/token/address|\"https://2130706433/t\"|must be an https address",
                "/token/address|\"https://github.com:8443/t\"|must be an https address",
                "/token/address|\"https://u:p@github.com/t\"|must be an https address",
                "/token/address|\"https://github.com/t?x=1\"|must be an https address",
                "/token/address|\"https://github.com/t#x\"|must be an https address",
                "/token/address|\"https://{tenant}.example.com/t\"|may have {tenant} within its path only",
                "/token/address|\"https://example.com/{tenant}\"|must be there if an address has {tenant}",
                "/token/address|\"https://${host}/t\"|is no address",
                "/token/address|\"javascript:alert(1)\"|must be an https address",
                "/token/body|\"xml\"|must be one of form, json",
                "/token/headers|{\"Authorization\":\"x\"}|cannot be set by a preset",
                "/token/headers|{\"Host\":\"x\"}|cannot be set by a preset",
                "/token/headers|{\"X-A\":7}|must be a text",
                "/revoke/address|\"https://api.github.com/revoke?token={token}\"|is no address",
                "/revoke/address|\"https://{client_id}.github.com/\"|may have {client_id} within its path only",
                "/revoke/method|\"PUT\"|must be GET, POST or DELETE",
                "/revoke/form|\"query\"|must be one of token_parameter, access_token_parameter, bearer",
                "/revoke/tokens|[]|must name the tokens",
                "/revoke/done|[42]|must be a whole number from 200 to 599",
                "/identity/label|[]|must hold groups of JSON pointers",
                "/identity/label|[[\"login\"]]|must hold groups of JSON pointers",
                "/identity/source|\"token_answer\"|must be there for the source address",
                "/refresh/repetition|\"grace\"|must be there for the repetition grace",
                "/refresh/ends_old_access|\"after\"|must be there for ends_old_access after",
                "/errors/definitive|[{\"text\":\"x\"}]|must name a status or a code",
                "/errors/definitive_after|3|must be a whole number from 1 to 2",
                "/device/hosts|[]|must name the hosts",
                "/facts|[]|must say where the preset comes from",
                "/app/methods|[]|must name at least one way",
                "/scopes/separator|\";\"|must be a blank or a comma",
                "/title|\"\"|must be a text, not empty"
            })
    void refusesWhatIsWrongAndNamesThePlace(String pointer, String value, String complaint) throws IOException {
        ObjectNode preset = (ObjectNode) github();
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) preset.at(pointer.substring(0, slash))).set(pointer.substring(slash + 1), MAPPER.readTree(value));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> PresetReader.strict().read("github.json", MAPPER.writeValueAsBytes(preset)))
                .withMessageStartingWith("preset github.json: /")
                .withMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty",
                "{|is no JSON document",
                "{\"a\":1,\"a\":2}|is no JSON document, or has a property twice",
                "[]|must be an object",
                "{} {}|is no JSON document"
            })
    void refusesWhatIsNoDocument(String text, String complaint) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> PresetReader.strict().read("x.json", text.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining(complaint);
    }

    @Test
    void refusesAFileThatIsTooLongOrMissing(@TempDir Path folder) throws IOException {
        Path large = Files.write(folder.resolve("large.json"), new byte[PresetReader.LONGEST + 1]);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Presets.read(large, PresetReader.strict()))
                .withMessageContaining("is longer than");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Presets.read(folder.resolve("none.json"), PresetReader.strict()))
                .withMessageContaining("there is no such file");
    }

    @Test
    void takesAServiceOnThisMachineOnlyWhereItIsAllowed() throws IOException {
        ObjectNode preset = (ObjectNode) github();
        ((ObjectNode) preset.get("token")).put("address", "http://127.0.0.1:8080/token");
        byte[] json = MAPPER.writeValueAsBytes(preset);

        assertThat(PresetReader.allowingLoopback()
                        .read("x.json", json)
                        .token()
                        .address()
                        .host())
                .isEqualTo("127.0.0.1");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> PresetReader.strict().read("x.json", json));
    }

    @Test
    void putsATenantIntoAPathAndNothingElse() {
        Preset microsoft = Presets.shipped("microsoft").orElseThrow();
        TenantRule rule = microsoft.tenant().orElseThrow();

        assertThat(rule.accepts("lab.example")).isTrue();
        assertThat(rule.accepts("common")).isTrue();
        assertThat(rule.accepts("../evil")).isFalse();
        assertThat(rule.accepts("a/b")).isFalse();
        assertThat(rule.accepts("a%2fb.example")).isFalse();
        assertThat(rule.accepts("")).isFalse();
    }

    private static JsonNode github() throws IOException {
        try (InputStream in = Presets.class.getResourceAsStream("github.json")) {
            return MAPPER.readTree(in);
        }
    }
}
