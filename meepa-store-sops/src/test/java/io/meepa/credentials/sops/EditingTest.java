package io.meepa.credentials.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.sops.tree.SopsType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EditingTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Identity identity = Identity.generate();
    private final Identity other = Identity.generate();
    private final Identities mine = Identities.of(identity);
    private final SopsDocument empty = SopsDocument.create(EncryptionRule.standard(), List.of(identity.recipient()));

    private static SopsNode.Fields json(String text) {
        return SopsJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> lines(byte[] file) {
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll(",$", ""))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String text(SopsDocument document) {
        return new String(SopsJson.write(document.tree()), StandardCharsets.UTF_8).replaceAll("\\s", "");
    }

    @Test
    void makesParentsAppendsAndReplaces() {
        SopsDocument changed = empty.with(SopsPath.of("a", "b").index(0).key("c"), SopsLeaf.integer(1))
                .with(SopsPath.of("a", "b").index(1), SopsLeaf.flag(false))
                .with(SopsPath.of("a", "b").index(0).key("c"), SopsLeaf.nothing());

        assertThat(text(changed)).isEqualTo("{\"a\":{\"b\":[{\"c\":null},false]}}");
        assertThat(text(changed.without(SopsPath.of("a", "b").index(0)))).isEqualTo("{\"a\":{\"b\":[false]}}");
        assertThat(text(changed.without(SopsPath.of("a", "b").index(0).key("c"))))
                .isEqualTo("{\"a\":{\"b\":[{},false]}}");
        assertThat(text(changed.without(SopsPath.of("a")))).isEqualTo("{}");
        assertThat(changed.find(SopsPath.of("a", "x"))).isEmpty();
        assertThat(changed.find(SopsPath.of("a", "b").index(7))).isEmpty();
    }

    @Test
    void refusesPathsThatLeadNowhere() {
        SopsDocument document = empty.withTree(json("{\"a\":[1],\"b\":{}}"));
        List<SopsPath> wrong = List.of(
                SopsPath.of(),
                SopsPath.of("a").index(3),
                SopsPath.of("a").index(-1),
                SopsPath.of("a", "x"),
                SopsPath.of("b").index(0),
                SopsPath.of("a").index(0).key("x"));

        for (SopsPath path : wrong) {
            assertThatThrownBy(() -> document.with(path, SopsLeaf.nothing()))
                    .as(path.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> document.without(SopsPath.of("b", "gone")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[\"b\"][\"gone\"]");
    }

    @Test
    @DisplayName("R12: unchanged leaves keep their text, also when everything is replaced, moved about or reordered")
    void keepsTheTextOfUnchangedLeaves() {
        byte[] before = empty.withTree(json("{\"a\":{\"x\":\"1\",\"y\":\"2\"},\"l\":[\"p\",\"q\",\"r\"],\"n\":5}"))
                .save(NOW);
        byte[] after = SopsDocument.open(before, mine)
                .withTree(json("{\"n\":5,\"l\":[\"r\",\"new\",\"p\"],\"a\":{\"y\":\"2\",\"x\":\"changed\"}}"))
                .save(NOW);

        Set<String> fresh = lines(after);
        fresh.removeAll(lines(before));
        // The two changed leaves and the MAC; the time is the same.
        assertThat(fresh).hasSize(3);
    }

    @Test
    @DisplayName("equal values of one array never share a vector, even after many rewrites")
    void usesEachOldTextOnce() {
        byte[] file = empty.withTree(json("{\"l\":[\"same\",\"same\"]}")).save(NOW);
        for (int i = 0; i < 3; i++) {
            file = SopsDocument.open(file, mine)
                    .withTree(json("{\"l\":[\"same\",\"same\",\"same\",\"same\"]}"))
                    .save(NOW);
        }
        assertThat(new String(file, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("\t\t\"ENC["))
                        .map(line -> line.replaceAll(",$", "")))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("the same value as another type, or under another key, is encrypted anew")
    void encryptsAnewWhatChangedTypeOrPlace() {
        byte[] before = empty.withTree(json("{\"a\":\"1\",\"b\":\"x\"}")).save(NOW);
        byte[] after = SopsDocument.open(before, mine)
                .withTree(json("{\"a\":1,\"c\":\"x\"}"))
                .save(NOW);

        assertThat(lines(after).stream().filter(lines(before)::contains).filter(line -> line.startsWith("\t\"")))
                .containsExactly("\t\"sops\": {");
    }

    @Test
    void refusesToWriteWhatCannotBeWrittenSafely() {
        assertThatThrownBy(() ->
                        empty.with(SopsPath.of("sops"), SopsLeaf.text("x")).save(NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sops");
        assertThatThrownBy(() -> SopsLeaf.integer((1L << 53) + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SopsLeaf.text("\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SopsLeaf.text(Secret.copyOf(new byte[] {(byte) 0xFF})))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        empty.with(SopsPath.of("\ud800"), SopsLeaf.nothing()).save(NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> empty.save(NOW, new byte[12])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SopsDocument.create(EncryptionRule.standard(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNestingItCouldNotRead() {
        SopsNode node = SopsLeaf.text("x");
        for (int i = 0; i < 1_001; i++) {
            node = new SopsNode.Elements(List.of(node));
        }
        SopsDocument deep = empty.with(SopsPath.of("a"), node);

        assertThatThrownBy(() -> deep.save(NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesThousandsOfValues() {
        Map<String, SopsNode> members = new LinkedHashMap<>();
        IntStream.range(0, 20_000).forEach(i -> members.put("key" + i, SopsLeaf.text("value" + i)));

        byte[] file = empty.withTree(SopsNode.Fields.copyOf(members)).save(NOW);
        assertThat(SopsDocument.open(file, mine).tree().members()).hasSize(20_000);
    }

    @Test
    void rekeysWithANewDataKeyAndOtherRecipients() {
        SopsDocument before = empty.with(SopsPath.of("a"), SopsLeaf.text("x"));
        byte[] file = before.save(NOW);
        Rekeying plan = SopsDocument.open(file, mine).rekeying(List.of(other.recipient()));

        assertThat(plan.added()).containsExactly(other.recipient().toString());
        assertThat(plan.removed()).containsExactly(identity.recipient().toString());
        assertThat(plan.kept()).isEmpty();
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.toString()).contains("added", "removed").doesNotContain("\"x\"");
        assertThatThrownBy(() -> plan.apply(mine))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("lock yourself out");

        SopsDocument rekeyed = plan.applyWithoutMyself();
        byte[] after = rekeyed.save(NOW);
        assertThat(rekeyed.hasWrappedKeysOf(before)).isFalse();
        assertThat(lines(after).stream().filter(line -> line.contains("ENC[")))
                .doesNotContainAnyElementsOf(lines(file));
        assertThat(SopsVerification.verify(after, Identities.of(other)).status())
                .isEqualTo(SopsVerification.Status.OK);
        assertThat(SopsVerification.verify(after, mine).status()).isEqualTo(SopsVerification.Status.NO_KEY);
    }

    @Test
    void keepsTheDataKeyWhileItsWrappedFormsStay() {
        byte[] file = empty.with(SopsPath.of("a"), SopsLeaf.text("x")).save(NOW);
        SopsDocument opened = SopsDocument.open(file, mine);

        // No identity at all: the key must come from the earlier document.
        assertThat(SopsDocument.open(file, Identities.of(), opened).hasWrappedKeysOf(opened))
                .isTrue();
        byte[] rekeyed = opened.rekeying(mine.recipients()).apply(mine).save(NOW);
        assertThatThrownBy(() -> SopsDocument.open(rekeyed, Identities.of(), opened))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("no identity at hand opens this file. It is for ");
    }

    @Test
    void printsNoValue() {
        SopsLeaf leaf = SopsLeaf.text("hunter2");
        SopsDocument document = empty.with(SopsPath.of("a"), leaf);

        assertThat(document.tree().toString() + document + leaf + empty.rule()).doesNotContain("hunter2");
        assertThat(leaf.secret().reveal()).isEqualTo("hunter2");
        assertThat(leaf.<Integer>withBytes(bytes -> bytes.length)).isEqualTo(7);
        assertThat(leaf.type()).isEqualTo(SopsType.TEXT);
    }
}
