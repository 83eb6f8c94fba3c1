package io.meepa.credentials.sops.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.store.SopsFileStore;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Fields;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.DocumentNode.Numeric;
import io.meepa.credentials.spi.store.DocumentNode.Text;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreNotice;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R7, M-29b: the real sops on the file store's files, and the store on what sops leaves. */
class RealSopsOnStoreTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    // sops uses a vector again for the same content and second; so ours is another second than any of its.
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String TOKEN = "[\"credentials\"][0][\"items\"][0][\"value\"]";

    @TempDir
    Path folder;

    private final List<StoreNotice> notices = new CopyOnWriteArrayList<>();
    private Optional<Identity> recipient = Optional.empty();

    @Test
    @DisplayName("M-29b: sops decrypts the store's file to the gateway's form")
    void writesAFileThatSopsDecrypts() throws IOException {
        for (Path program : Programs.sops()) {
            Path home = homeOf(program);
            write(home);
            String plain = new String(sops(program, home).decrypt(document(home)), StandardCharsets.UTF_8);
            assertThat(plain)
                    .containsSubsequence(
                            "\"credentials\": [",
                            "\"service\": \"github\"",
                            "\"key\": \"token\"",
                            "\"value\": \"first\"",
                            "\"spend_limit\": 5000",
                            "\"seal\": \"meepa-seal 1 agent=meepa generation=");
        }
    }

    @Test
    @DisplayName("R10: what sops set changes is read, reported as an edit, and sealed at the next write")
    void readsWhatSopsSetChanged() throws IOException {
        for (Path program : Programs.sops()) {
            Path home = homeOf(program);
            write(home);
            byte[] edited = sops(program, home).change(document(home), "set", "file.json", TOKEN, "\"second\"");
            Files.write(path(home), edited);
            assertAcceptedAndSealedAnew(home, "second");
        }
    }

    @Test
    @DisplayName("R10: a file that sops rotated is read, reported as an edit, and sealed at the next write")
    void readsWhatSopsRotated() throws IOException {
        for (Path program : Programs.sops()) {
            Path home = homeOf(program);
            write(home);
            byte[] rotated = sops(program, home).change(document(home), "rotate", "-i", "file.json");
            Files.write(path(home), rotated);
            assertAcceptedAndSealedAnew(home, "first");
        }
    }

    @Test
    @DisplayName("M-29b: a file that sops encrypts afresh is read, reported as unsealed, and sealed at the next write")
    void readsWhatSopsEncrypts() throws IOException {
        for (Path program : Programs.sops()) {
            Path home = homeOf(program);
            write(home);
            String plain = "{\"credentials\": [{\"service\": \"github\", \"items\": [{\"value\": \"by hand\"}]}]}";
            Sops sops = sops(program, home);
            String recipient = identity(home).recipient().toString();
            Files.write(path(home), sops.encrypt(plain.getBytes(StandardCharsets.UTF_8), "--age", recipient));
            try (StoreSession session = open(home)) {
                StoredDocument stored = session.read(MEEPA).orElseThrow();
                assertThat(token(stored)).isEqualTo("by hand");
                assertThat(notices).extracting(StoreNotice::code).containsExactly("unsealed", "other-rule");
                session.write(MEEPA, stored.content(), stored.revision());
            }
            assertSealed(home, "by hand");
        }
    }

    @Test
    @DisplayName("R9: after a new data key, sops opens the file with the recovery key, and not with a removed one")
    void leavesARemovedRecipientNothingThatSopsOpens() throws IOException {
        for (Path program : Programs.sops()) {
            Path home = homeOf(program);
            Identity former = Identity.generate();
            Identity recovery = Identity.generate();
            recipient = Optional.of(former);
            write(home);
            byte[] old = document(home);
            recipient = Optional.of(recovery);
            try (StoreSession session = open(home)) {
                session.rekey(MEEPA);
            }
            Path work = Files.createDirectories(home.resolve("work"));
            assertThat(new Sops(program, work, former).decrypt(old)).isNotEmpty();
            assertThatThrownBy(() -> new Sops(program, work, former).decrypt(document(home)))
                    .hasMessageContaining("no master key was able to decrypt the file");
            assertThat(new String(new Sops(program, work, recovery).decrypt(document(home)), StandardCharsets.UTF_8))
                    .contains("\"value\": \"first\"");
            assertThat(sops(program, home).decrypt(document(home))).isNotEmpty();
        }
    }

    private void assertAcceptedAndSealedAnew(Path home, String token) {
        try (StoreSession session = open(home)) {
            StoredDocument stored = session.read(MEEPA).orElseThrow();
            assertThat(token(stored)).isEqualTo(token);
            assertThat(notices).extracting(StoreNotice::code).containsExactly("edited-elsewhere");
            session.write(MEEPA, stored.content(), stored.revision());
        }
        assertSealed(home, token);
    }

    private void assertSealed(Path home, String token) {
        notices.clear();
        try (StoreSession session = open(home)) {
            assertThat(token(session.read(MEEPA).orElseThrow())).isEqualTo(token);
        }
        assertThat(notices).isEmpty();
    }

    private void write(Path home) {
        Fields item = fields("key", new Text("token"), "value", new Hidden(Secret.of("first")));
        Fields credential = fields(
                "service",
                new Text("github"),
                "items",
                new Elements(List.of(item)),
                "metadata",
                fields("spend_limit", new Numeric("5000")));
        try (StoreSession session = open(home)) {
            session.write(MEEPA, fields("credentials", new Elements(List.of(credential))), Revision.ABSENT);
        }
    }

    private StoreSession open(Path home) {
        Map<String, Object> keys = recipient
                .<Map<String, Object>>map(identity ->
                        Map.of("recipients", List.of(identity.recipient().toString())))
                .orElse(Map.of());
        Settings settings = Settings.of("sops", keys, new Settings.Surroundings(key -> "", variable -> null));
        return new SopsFileStore()
                .open(StoreContext.of(settings, home, CLOCK)
                        .withSleeper(Sleeper.system())
                        .withNotices(notices::add));
    }

    private Sops sops(Path program, Path home) throws IOException {
        return new Sops(program, Files.createDirectories(home.resolve("work")), identity(home));
    }

    private Path homeOf(Path program) {
        return folder.resolve("home" + Integer.toHexString(program.hashCode()));
    }

    private static Identity identity(Path home) throws IOException {
        return Identities.parse(Files.readAllBytes(path(home).resolveSibling("private-key.key")))
                .all()
                .get(0);
    }

    private static byte[] document(Path home) throws IOException {
        return Files.readAllBytes(path(home));
    }

    private static Path path(Path home) {
        return home.resolve("agents/meepa/credentials.json");
    }

    /** Follows credentials, 0, items, 0, value. */
    private static String token(StoredDocument stored) {
        DocumentNode node = stored.content();
        while (!(node instanceof Hidden)) {
            if (node instanceof Fields fields) {
                node = fields.members().entrySet().stream()
                        .filter(member ->
                                List.of("credentials", "items", "value").contains(member.getKey()))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
            } else if (node instanceof Elements elements) {
                node = elements.elements().get(0);
            }
        }
        return ((Hidden) node).value().reveal();
    }

    private static Fields fields(Object... keysAndNodes) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        for (int i = 0; i < keysAndNodes.length; i += 2) {
            members.put((String) keysAndNodes[i], (DocumentNode) keysAndNodes[i + 1]);
        }
        return new Fields(members);
    }
}
