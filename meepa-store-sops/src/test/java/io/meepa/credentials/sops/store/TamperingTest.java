package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Fields;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.DocumentNode.Nothing;
import io.meepa.credentials.spi.store.DocumentNode.Text;
import io.meepa.credentials.spi.store.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R10, S2: what somebody without the data key can do to a file. */
class TamperingTest {

    private static final Pattern VALUE = Pattern.compile("\"value\": \"(ENC\\[[^\"]*)\"");

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void writesADocument() {
        home = new Home(folder);
        write(Documents.with(Documents.with(Documents.of(4), "first", new Text("ab")), "second", new Text("c")));
    }

    @Test
    @DisplayName("S2: a swap of any two values")
    void refusesASwapOfTwoValues() {
        String good = home.text();
        List<String> values =
                VALUE.matcher(good).results().map(match -> match.group(1)).toList();
        assertThat(values).hasSize(8);
        for (int i = 0; i < values.size(); i++) {
            for (int j = i + 1; j < values.size(); j++) {
                home.put(swapped(good, values.get(i), values.get(j)));
                assertRefused();
            }
        }
    }

    @Test
    void refusesASwapOfValuesThatTheMacCannotDistinguish() {
        write(Documents.fields("credentials", new Elements(List.of(value("x"), value("xx")))));
        List<String> values = VALUE.matcher(home.text())
                .results()
                .map(match -> match.group(1))
                .toList();
        home.put(swapped(home.text(), values.get(0), values.get(1)));
        assertRefused();
    }

    @Test
    void refusesReorderedCredentials() {
        List<String> blocks = credentials();
        home.put(home.text()
                .replace(blocks.get(0), "@first")
                .replace(blocks.get(1), blocks.get(0))
                .replace("@first", blocks.get(1)));
        assertRefused();
    }

    @Test
    void refusesReorderedMembers() {
        tamper(text -> text.replaceFirst("(\"category\": \"login\"),(\\s*)(\"service\": \"service-0\")", "$3,$2$1"));
        assertRefused();
    }

    @Test
    void refusesADeletedCredential() {
        tamper(text -> text.replace(credentials().get(1) + ",", ""));
        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"name\": \"service-1\",", "\"first\": \"ab\",", "\"locked\": \"ENC\\[[^\"]*\","})
    void refusesADeletedMember(String member) {
        tamper(text -> text.replaceFirst(member, ""));
        assertRefused();
    }

    @Test
    @DisplayName("SOPS gap: empty members are under no MAC")
    void refusesADeletedEmptyMember() {
        write(Documents.with(Documents.of(1), "nothing", new Nothing()));
        tamper(text -> text.replaceFirst("\"nothing\": null,?\\s*", ""));
        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{}", "[]"})
    @DisplayName("SOPS gap: what has no bytes can be added")
    void refusesAnAddedEmptyMember(String nothing) {
        tamper(text -> text.replaceFirst("\"category\"", "\"managed\": " + nothing + ", \"category\""));
        assertRefused();
    }

    @ParameterizedTest
    @CsvSource({"service,servica", "item_type,item_typf", "status,state", "credentials,credentialz", "first,fjrst"})
    @DisplayName("SOPS gap: names of clear keys are under no MAC")
    void refusesARenamedClearKey(String from, String to) {
        tamper(text -> text.replaceFirst("\"" + from + "\":", "\"" + to + "\":"));
        assertRefused();
    }

    @Test
    @DisplayName("SOPS gap: neighbouring clear values have no boundary")
    void refusesAMovedBoundaryBetweenClearValues() {
        tamper(text -> text.replace("\"first\": \"ab\"", "\"first\": \"a\"")
                .replace("\"second\": \"c\"", "\"second\": \"bc\""));
        assertRefused();
    }

    @Test
    void refusesAnArrayAroundAValue() {
        tamper(text -> text.replace("\"first\": \"ab\"", "\"first\": [\"ab\"]"));
        assertRefused();
    }

    @ParameterizedTest
    @CsvSource({"provisioned,provisionee", "service-0,service-9", "login,logim", "api_token,api_tokem"})
    @DisplayName("M-29c: a changed clear value")
    void refusesAChangedClearValue(String from, String to) {
        tamper(text -> text.replaceFirst("\"" + from + "\"", "\"" + to + "\""));
        assertRefused();
    }

    @ParameterizedTest
    @CsvSource({
        "str,bytes",
        "str,int",
        "str,comment",
        "str,float",
        "int,str",
        "int,float",
        "bool,str",
        "float,str",
        "str,time"
    })
    @DisplayName("SOPS gap: the type tag is under neither the tag nor the MAC")
    void refusesAChangedTypeTag(String from, String to) {
        tamper(text -> text.replaceFirst(",type:" + from + "]", ",type:" + to + "]"));
        assertRefused();
    }

    @Test
    void refusesAChangedTypeTagOfTheSeal() {
        tamper(text -> text.replaceFirst("(\"seal\": \"ENC\\[[^\"]*),type:str]", "$1,type:bytes]"));
        assertRefused();
    }

    @Test
    void refusesInjectedPlaintext() {
        tamper(text -> VALUE.matcher(text).replaceFirst("\"value\": \"plain\""));
        assertRefused();
    }

    @ParameterizedTest
    @CsvSource({
        "encrypted_regex,^(value|metadata|details|seal|x)$",
        "encrypted_regex,value|metadata|details|seal",
        "encrypted_suffix,value",
        "unencrypted_regex,^(service)$"
    })
    @DisplayName("SOPS gap: the rule is under no MAC")
    void refusesAChangedRule(String field, String rule) {
        tamper(text -> text.replaceFirst(
                "\"encrypted_regex\": \"[^\"]*\"", Matcher.quoteReplacement("\"" + field + "\": \"" + rule + "\"")));
        assertRefused();
    }

    @Test
    void refusesAMacOfEncryptedValuesOnly() {
        tamper(text -> text.replaceFirst("\"mac\": ", "\"mac_only_encrypted\": true, \"mac\": "));
        assertRefused();
    }

    @Test
    void refusesAChangedTimeOfTheMac() {
        tamper(text -> text.replaceFirst("\"lastmodified\": \"2026-11-21", "\"lastmodified\": \"2026-11-22"));
        assertRefused();
    }

    @Test
    void refusesARemovedSeal() {
        tamper(text -> text.replaceFirst(",?\\s*\"seal\": \"ENC\\[[^\"]*\"", ""));
        assertRefused();
    }

    @Test
    void refusesTheSealOfAnEarlierVersion() {
        String before = home.text();
        write(Documents.of(5));
        tamper(text -> replacedWith(text, before, "\"seal\": \"(ENC\\[[^\"]*)\""));
        assertRefused();
    }

    @Test
    void refusesTheMacOfAnEarlierVersion() {
        String before = home.text();
        write(Documents.of(5));
        tamper(text -> replacedWith(text, before, "\"mac\": \"(ENC\\[[^\"]*)\""));
        assertRefused();
    }

    @Test
    @DisplayName("R10: another agent's file")
    void refusesTheFileOfAnotherAgentThatHasTheSameKey() throws IOException {
        home.settings.put("key_file", "shared.key");
        AgentId other = AgentId.of("other");
        home.open().write(other, Documents.of(2), Revision.ABSENT);
        home.open().write(AgentId.of("third"), Documents.of(2), Revision.ABSENT);
        Files.copy(
                home.document(other),
                home.document(AgentId.of("third")),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> home.open().read(AgentId.of("third")))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("agent other")
                .hasMessageContaining(home.document(AgentId.of("third")).toString());
    }

    @Test
    void refusesADuplicateKey() {
        tamper(text -> text.replaceFirst("\"service\":", "\"service\": \"evil\", \"service\":"));
        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", "]"})
    void refusesTrailingData(String trailing) {
        tamper(text -> text + trailing);
        assertRefused();
    }

    @Test
    void refusesAnEmptyFile() {
        tamper(text -> "");
        assertRefused();
    }

    @Test
    @DisplayName("S2: truncation at any byte")
    void refusesATruncatedFile() {
        String good = home.text().stripTrailing();
        int stride = Proof.stride(64);
        for (int length = 0; length < good.length(); length += stride) {
            home.put(good.substring(0, length));
            assertRefused();
        }
    }

    @Test
    void takesWhatMeansTheSame() {
        tamper(text -> text.replace("\t", "  ").replace("\"version\": \"3.13.2\"", "\"version\": \"3.13.9\""));
        assertThat(home.open().read(MEEPA)).isPresent();
    }

    private void write(Fields document) {
        var session = home.open();
        Revision revision = session.read(MEEPA).map(stored -> stored.revision()).orElse(Revision.ABSENT);
        session.write(MEEPA, document, revision);
    }

    private void tamper(UnaryOperator<String> change) {
        String good = home.text();
        String bad = change.apply(good);
        assertThat(bad).as("the tampering changes the file").isNotEqualTo(good);
        home.put(bad);
    }

    private void assertRefused() {
        String bad = home.text();
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("agent meepa")
                .hasMessageContaining(home.document().toString())
                .hasMessageNotContainingAny("token-of-service", "data:", "AGE-SECRET-KEY");
        assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(CorruptDocumentException.class);
        assertThat(home.text()).as("nothing is written after a failed read").isEqualTo(bad);
    }

    private List<String> credentials() {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = Pattern.compile(
                        "\\{\\s*\"category\": .*?\"status\": (\"provisioned\"|\\{[^}]*})\\s*}", Pattern.DOTALL)
                .matcher(home.text());
        while (matcher.find()) {
            blocks.add(matcher.group());
        }
        assertThat(blocks).hasSize(4);
        return blocks;
    }

    private static String swapped(String text, String one, String other) {
        return text.replace(one, "@one").replace(other, one).replace("@one", other);
    }

    private static String replacedWith(String text, String other, String pattern) {
        Matcher from = Pattern.compile(pattern).matcher(other);
        Matcher to = Pattern.compile(pattern).matcher(text);
        assertThat(from.find() && to.find()).isTrue();
        return text.substring(0, to.start(1)) + from.group(1) + text.substring(to.end(1));
    }

    private static Fields value(String secret) {
        return Documents.fields("value", new Hidden(Secret.of(secret)));
    }
}
