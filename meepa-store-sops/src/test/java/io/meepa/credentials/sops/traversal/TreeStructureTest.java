package io.meepa.credentials.sops.traversal;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.sops.SopsJson;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.sops.tree.SopsType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeStructureTest {

    private static final TreeStructure STRUCTURE = new TreeStructure(EncryptionRule.encryptedRegex("^hidden$"));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_000, 4_090, 4_091, 4_095, 4_096, 9_000})
    void digestsClearValuesToTheirEnd(int length) {
        String start = "x".repeat(length);

        assertThat(digest("clear", start + "a")).isEqualTo(digest("clear", start + "a"));
        assertThat(digest("clear", start + "a")).isNotEqualTo(digest("clear", start + "b"));
        assertThat(digest("hidden", start + "a")).isEqualTo(digest("hidden", start + "b"));
    }

    /** Stored seals hold this digest: kind and length, or count, before each part, as it is reckoned here by hand. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4_078, 4_079, 4_080, 4_081, 4_095, 4_096, 9_000})
    void digestsKindsCountsAndNamesInDocumentOrder(int length) throws Exception {
        String name = "n".repeat(length);
        String text = "t".repeat(length);
        Parts parts = new Parts()
                .part('o', 3)
                .part('k', name)
                .part('c', "TEXT")
                .part('v', text)
                .part('k', "list")
                .part('a', 3)
                .part('c', "INTEGER")
                .part('v', "1")
                .part('c', "FLAG")
                .part('v', "True")
                .part('a', 0)
                .part('k', "hidden")
                .part('o', 2)
                .part('k', "whole")
                .part('e', "INTEGER")
                .part('k', "empty")
                .part('c', "TEXT")
                .part('v', "");

        SopsNode.Fields tree =
                tree("{'%s':'%s','list':[1,true,[]],'hidden':{'whole':5,'empty':''}}".formatted(name, text));

        assertThat(STRUCTURE.digest(tree)).isEqualTo(parts.digest());
    }

    /** 1.0 is written as 1, and read back as whole. */
    @Test
    void digestsANumberInClearAsItWillBeReadBack() {
        assertThat(STRUCTURE.digest(number("clear", SopsType.REAL)))
                .isEqualTo(STRUCTURE.digest(number("clear", SopsType.INTEGER)));
        assertThat(STRUCTURE.digest(number("hidden", SopsType.REAL)))
                .isNotEqualTo(STRUCTURE.digest(number("hidden", SopsType.INTEGER)));
    }

    @Test
    void listsTheLeavesInClearWithTheirPlaces() {
        assertThat(STRUCTURE.clearLeaves(tree("{'a':['x',['y']],'hidden':['z','',null],'b':{'c':1}}")))
                .containsExactly(
                        SopsPath.of("a").index(0),
                        SopsPath.of("a").index(1).index(0),
                        SopsPath.of("hidden").index(1),
                        SopsPath.of("hidden").index(2),
                        SopsPath.of("b", "c"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    {'a':1,'b':'x'};   {'a':1,'b':'x'};   true
                    {'a':1};           {'a':2};           false
                    {'a':1};           {'a':'1'};         false
                    {'a':1};           {'b':1};           false
                    {'a':1};           {'a':1,'b':2};     false
                    {'a':1,'b':2};     {'a':1};           false
                    {'a':1,'b':2};     {'b':2,'a':1};     false
                    {'a':[1,2]};       {'a':[1,2]};       true
                    {'a':[1,2]};       {'a':[1,3]};       false
                    {'a':[1,2]};       {'a':[2,1]};       false
                    {'a':[1,2]};       {'a':[1]};         false
                    {'a':[1]};         {'a':[1,2]};       false
                    {'a':[1]};         {'a':1};           false
                    {'a':{}};          {'a':[]};          false
                    {'a':1.5};         {'a':1.5};         true
                    {'a':'1'};         {'a':1};           false
                    """)
    void comparesNamesOrderAndValues(String one, String other, boolean same) {
        assertThat(TreeStructure.sameValues(tree(one), tree(other))).isEqualTo(same);
    }

    @Test
    void takesANumberForTheSameAfterItLostItsPoint() {
        SopsNode real = SopsLeaf.ascii(SopsType.REAL, "1");

        assertThat(TreeStructure.sameValues(real, SopsLeaf.integer(1))).isTrue();
        assertThat(TreeStructure.sameValues(real, SopsLeaf.integer(2))).isFalse();
        assertThat(TreeStructure.sameValues(real, SopsLeaf.text("1"))).isFalse();
        assertThat(TreeStructure.sameValues(SopsLeaf.integer(1), real)).isFalse();
    }

    private static byte[] digest(String name, String value) {
        return STRUCTURE.digest(SopsNode.Fields.copyOf(Map.of(name, SopsLeaf.text(value))));
    }

    private static SopsNode.Fields number(String name, SopsType type) {
        return SopsNode.Fields.copyOf(Map.of(name, SopsLeaf.ascii(type, "1")));
    }

    private static SopsNode.Fields tree(String json) {
        return SopsJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** The digested bytes, one part after the other. */
    private static final class Parts {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Parts part(char kind, int size) {
            bytes.writeBytes(
                    ByteBuffer.allocate(5).put((byte) kind).putInt(size).array());
            return this;
        }

        Parts part(char kind, String text) {
            part(kind, text.length());
            bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        byte[] digest() throws Exception {
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        }
    }
}
