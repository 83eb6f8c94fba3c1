package io.meepa.credentials.sops.traversal;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
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

    private static byte[] digest(String name, String value) {
        return STRUCTURE.digest(SopsNode.Fields.copyOf(Map.of(name, SopsLeaf.text(value))));
    }
}
