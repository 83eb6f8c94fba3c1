package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Documents.fields;
import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.LimitExceededException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.Recipient;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.text.Limits;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Fields;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.DocumentNode.Numeric;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-301: what is accepted can be read again; each limit is the same for the writer and every reader")
class LimitsTest {

    private static final int TEXT = 10_000_000;

    @TempDir
    Path folder;

    private Home home;
    private StoreSession session;

    @BeforeEach
    void opensAHome() {
        home = new Home(folder.resolve("home"));
        session = home.open();
    }

    @Test
    @DisplayName("Size: a document of exactly the most bytes is written and read; one byte more is refused by both")
    void holdsTheSizeOfADocument() throws IOException {
        session.write(MEEPA, note(TEXT), Revision.ABSENT);
        int room = Limits.DOCUMENT_BYTES - (int) Files.size(home.document());
        Revision largest = replace(note(TEXT + room));
        assertThat(Files.size(home.document())).isEqualTo(Limits.DOCUMENT_BYTES);
        assertThat(home.open().read(MEEPA).orElseThrow().revision()).isEqualTo(largest);

        byte[] before = Home.bytes(home.document());
        assertThatThrownBy(() -> session.write(MEEPA, note(TEXT + room + 1), largest))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("agent meepa: " + home.document())
                .hasMessageContaining("nothing was changed")
                .hasMessageContaining("16777216 bytes");
        assertThat(home.document()).hasBinaryContent(before);

        Files.write(home.document(), " ".getBytes(StandardCharsets.US_ASCII), java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("larger than the 16777216 bytes");
        assertThatThrownBy(() -> SopsDocument.open(Home.bytes(home.document()), home.identities()))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("larger than the 16777216 bytes");
    }

    @Test
    @DisplayName("A secret of 12.6 million characters, and 14 of 950,000: refused before anything is written")
    void refusesSecretsThatNobodyCouldReadAgain() {
        Fields one = fields("credentials", secret(12_600_000));
        Fields fourteen = new Fields(Stream.iterate(0, i -> i + 1)
                .limit(14)
                .collect(Collectors.toMap(i -> "credential" + i, i -> secret(950_000))));
        for (Fields content : List.of(one, fourteen)) {
            assertThatThrownBy(() -> session.write(MEEPA, content, Revision.ABSENT))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("nothing was changed");
            assertThat(home.document()).doesNotExist();
        }
        session.write(MEEPA, fields("credentials", secret(12_000_000)), Revision.ABSENT);
        assertThat(home.open().read(MEEPA)).isPresent();
    }

    @Test
    void holdsTheDepth() {
        Revision deepest = session.write(MEEPA, nested(Limits.DEPTH), Revision.ABSENT);
        assertThat(home.open().read(MEEPA)).isPresent();

        assertThatThrownBy(() -> session.write(MEEPA, nested(Limits.DEPTH + 1), deepest))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("nested deeper than 500");
        assertThat(io.meepa.credentials.sops.SopsJson.parse(array(Limits.DEPTH - 1))
                        .members())
                .hasSize(1);
        assertThatThrownBy(() -> io.meepa.credentials.sops.SopsJson.parse(array(Limits.DEPTH)))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("500 levels");
    }

    @Test
    @DisplayName("Names and values: the most that fit are written and read; one more is refused by both")
    void holdsTheNumberOfNamesAndValues() {
        Identity identity = Identity.generate();
        SopsDocument document =
                SopsDocument.create(EncryptionRule.encryptedRegex("^never$"), List.of(identity.recipient()));
        int overhead = 200;
        int most = mostNumbers(document, Limits.TOKENS - overhead, Limits.TOKENS);

        byte[] file = numbers(document, most).save(home.clock().instant());
        assertThat(SopsDocument.open(file, Identities.of(identity)).tree().members())
                .hasSize(1);
        assertThatThrownBy(() -> numbers(document, most + 1).save(home.clock().instant()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000000 names and values");
        byte[] larger = new String(file, StandardCharsets.UTF_8)
                .replaceFirst("\\[", "[1,")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SopsDocument.open(larger, Identities.of(identity)))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("1000000 names and values");
    }

    @Test
    void holdsTheLengthOfAPath() {
        int most = Limits.PATH_BYTES - 1;
        Revision longest = session.write(MEEPA, fields("k".repeat(most), new Numeric("1")), Revision.ABSENT);
        assertThat(home.open().read(MEEPA)).isPresent();

        assertThatThrownBy(() -> session.write(MEEPA, fields("k".repeat(most + 1), new Numeric("1")), longest))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("longer than 65536 bytes");
    }

    @Test
    void holdsTheNumberOfRecipients() {
        Identity own = Identity.generate();
        List<Recipient> most = Stream.concat(
                        Stream.of(own.recipient()),
                        Stream.generate(() -> Identity.generate().recipient()).limit(Limits.KEY_ENTRIES - 1))
                .toList();
        byte[] file = create(most).save(home.clock().instant());
        assertThat(SopsDocument.open(file, Identities.of(own)).keyEntries()).hasSize(Limits.KEY_ENTRIES);

        List<Recipient> tooMany = Stream.concat(
                        most.stream(), Stream.of(Identity.generate().recipient()))
                .toList();
        assertThatThrownBy(() -> create(tooMany))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 1000");
        home.settings.put("recipients", most.stream().map(Recipient::toString).toList());
        assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("1 to 1000 recipients");
        assertThat(home.document()).doesNotExist();
    }

    @Test
    @DisplayName("Groups of keys, which other tools write: as many as can be shares of one key")
    void holdsTheNumberOfGroups() {
        Identity own = Identity.generate();
        String file =
                new String(create(List.of(own.recipient())).save(home.clock().instant()), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SopsDocument.open(grouped(file, Limits.KEY_GROUPS), Identities.of(own)))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageNotContaining("groups are possible");
        assertThatThrownBy(() -> SopsDocument.open(grouped(file, Limits.KEY_GROUPS + 1), Identities.of(own)))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("in at most 255 groups are possible");
    }

    /** With its one key, which is no share, in every group. */
    private static byte[] grouped(String file, int groups) {
        int from = file.indexOf("\"age\"");
        int to = file.indexOf(']', from) + 1;
        String group = "{" + file.substring(from, to) + "}";
        return (file.substring(0, from)
                        + "\"key_groups\": ["
                        + String.join(",", Collections.nCopies(groups, group))
                        + "]"
                        + file.substring(to))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void holdsTheNumberOfIdentitiesAndTheSizeOfTheirFile() throws IOException {
        String key = Keys.text(Identity.generate()).lines().skip(2).collect(Collectors.joining()) + "\n";
        assertThat(Identities.parse(key.repeat(Limits.IDENTITIES).getBytes(StandardCharsets.US_ASCII))
                        .all())
                .hasSize(Limits.IDENTITIES);
        assertThatThrownBy(
                        () -> Identities.parse(key.repeat(Limits.IDENTITIES + 1).getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("more than 1000 identities");

        String comment = "#" + "x".repeat(Limits.IDENTITY_FILE_BYTES - key.length() - 2) + "\n";
        Keys.keep(home.keyFile());
        Files.writeString(home.keyFile(), comment + key);
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        Files.writeString(home.keyFile(), "#" + comment + key);
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("larger than 1048576 bytes");
    }

    @Test
    void holdsTheOutputOfACommand() {
        var atTheLimit =
                new io.meepa.credentials.sops.key.KeyCommand(head(Limits.COMMAND_BYTES), Duration.ofSeconds(30));
        var beyond =
                new io.meepa.credentials.sops.key.KeyCommand(head(Limits.COMMAND_BYTES + 1), Duration.ofSeconds(30));
        try (Secret printed = atTheLimit.read(MEEPA)) {
            assertThat(printed.<Integer>withBytes(bytes -> bytes.length)).isEqualTo(Limits.COMMAND_BYTES);
        }
        assertThatThrownBy(() -> beyond.read(MEEPA))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("more than 65536 bytes");
    }

    private static List<String> head(int bytes) {
        return List.of("head", "-c", Integer.toString(bytes), "/dev/zero");
    }

    private Revision replace(Fields content) {
        return session.write(MEEPA, content, session.read(MEEPA).orElseThrow().revision());
    }

    /** In clear, where every character is a byte. */
    private static Fields note(int length) {
        return fields("note", new DocumentNode.Text("x".repeat(length)));
    }

    private static DocumentNode secret(int length) {
        return fields("value", new Hidden(Secret.of("s".repeat(length))));
    }

    private static Fields nested(int levels) {
        DocumentNode node = new Elements(List.of());
        for (int level = 2; level < levels; level++) {
            node = new Elements(List.of(node));
        }
        return fields("a", node);
    }

    private static byte[] array(int levels) {
        return ("{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}").getBytes(StandardCharsets.US_ASCII);
    }

    private static SopsDocument create(List<Recipient> recipients) {
        return SopsDocument.create(EncryptionRule.standard(), recipients).with(SopsPath.of("a"), SopsLeaf.text("b"));
    }

    private static SopsDocument numbers(SopsDocument document, int count) {
        return document.with(SopsPath.of("n"), new SopsNode.Elements(Collections.nCopies(count, SopsLeaf.integer(1))));
    }

    private int mostNumbers(SopsDocument document, int least, int most) {
        int low = least;
        int high = most;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            try {
                numbers(document, middle).save(home.clock().instant());
                low = middle;
            } catch (IllegalArgumentException e) {
                high = middle;
            }
        }
        return low;
    }
}
