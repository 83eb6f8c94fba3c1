package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Documents.show;
import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.KeyEntry;
import io.meepa.credentials.sops.Recipient;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.sealed.SealedDocuments;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holders of the key do with other tools, and what older files do. */
class OtherToolsTest {

    private static final SopsPath TOKEN =
            SopsPath.of("credentials").index(0).key("items").index(0).key("value");

    @TempDir
    Path folder;

    private Home home;
    private StoreSession session;
    private Revision revision = Revision.ABSENT;

    @BeforeEach
    void writesADocument() {
        home = new Home(folder);
        session = home.open();
        revision = session.write(MEEPA, Documents.of(2), revision);
    }

    @Test
    @DisplayName("R10: an edit by a key holder is accepted, reported, and sealed at the next write")
    void acceptsAnEditByAHolderOfTheKey() throws IOException {
        edit("edited");
        StoredDocument stored = session.read(MEEPA).orElseThrow();
        assertThat(show(stored.content())).contains("value=#edited");
        assertThat(home.codes()).containsExactly("edited-elsewhere");
        session.write(MEEPA, stored.content(), stored.revision());
        home.notices.clear();
        assertThat(show(home.open().read(MEEPA).orElseThrow().content())).contains("value=#edited");
        assertThat(home.notices).isEmpty();
    }

    @Test
    void reportsAnEditOnceNotAtEachRead() throws IOException {
        edit("edited");
        home.pass(Duration.ofDays(1));
        session.read(MEEPA);
        session.read(MEEPA);
        assertThat(home.codes()).containsExactly("edited-elsewhere");
    }

    @Test
    @DisplayName("R10: a generation lower than one seen is a rollback")
    void refusesAFormerCopy() throws IOException {
        byte[] former = Home.bytes(home.document());
        revision = session.write(MEEPA, Documents.of(3), revision);
        Files.write(home.document(), former);
        assertThatThrownBy(() -> session.read(MEEPA))
                .isInstanceOf(RollbackException.class)
                .hasMessageContaining("older copy");
        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(4), revision))
                .isInstanceOf(RollbackException.class);
        assertThat(home.document()).hasBinaryContent(former);
        assertThat(home.open().read(MEEPA))
                .as("a program that saw no newer one cannot know")
                .isPresent();
    }

    @Test
    void refusesTheCopyFromBeforeAnEdit() throws IOException {
        byte[] former = Home.bytes(home.document());
        edit("edited");
        assertThat(session.read(MEEPA)).isPresent();
        Files.write(home.document(), former);
        assertThatThrownBy(() -> session.read(MEEPA)).isInstanceOf(RollbackException.class);
    }

    @Test
    void refusesAFormerCopyAfterADeletion() throws IOException {
        byte[] former = Home.bytes(home.document());
        session.delete(MEEPA, revision);
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        Files.write(home.document(), former);
        assertThatThrownBy(() -> session.read(MEEPA)).isInstanceOf(RollbackException.class);
    }

    @Test
    @DisplayName("R10: a file without a seal, after one with a seal, is a rollback")
    void refusesAFileThatLostItsSeal() throws IOException {
        Files.write(
                home.document(),
                home.opened().without(SopsPath.of("seal")).save(home.clock().instant()));
        assertThatThrownBy(() -> session.read(MEEPA))
                .isInstanceOf(RollbackException.class)
                .hasMessageContaining("has no seal");
    }

    @Test
    void acceptsAFreshFileOfAnotherToolAndSealsItAtTheNextWrite() throws IOException {
        Files.write(
                home.document(),
                home.opened().without(SopsPath.of("seal")).save(home.clock().instant()));
        StoreSession fresh = home.open();
        StoredDocument stored = fresh.read(MEEPA).orElseThrow();
        assertThat(home.codes()).containsExactly("unsealed");
        assertThat(show(stored.content())).isEqualTo(show(Documents.of(2)));
        fresh.write(MEEPA, stored.content(), stored.revision());
        assertThat(home.opened().find(SopsPath.of("seal"))).isPresent();
    }

    static Stream<EncryptionRule> sixRules() {
        return Stream.of(
                EncryptionRule.standard(),
                EncryptionRule.encryptedSuffix("value"),
                EncryptionRule.unencryptedRegex("^(service|status)$"),
                EncryptionRule.encryptedRegex("^value$"),
                EncryptionRule.unencryptedCommentRegex("x"),
                EncryptionRule.encryptedCommentRegex("x"));
    }

    @ParameterizedTest
    @MethodSource("sixRules")
    @DisplayName("R7: a file under any rule is read, and written under ours")
    void readsAFileUnderAnyRule(EncryptionRule rule) throws IOException {
        SopsDocument foreign = SopsDocument.create(rule, home.identities().recipients())
                .withTree(home.opened().without(SopsPath.of("seal")).tree());
        Files.write(home.document(), foreign.save(home.clock().instant()));
        StoreSession fresh = home.open();
        StoredDocument stored = fresh.read(MEEPA).orElseThrow();
        assertThat(show(stored.content())).isEqualTo(show(Documents.of(2)));
        assertThat(home.codes()).containsExactly("unsealed", "other-rule");
        fresh.write(MEEPA, stored.content(), stored.revision());
        assertThat(home.opened().rule()).isEqualTo(SealedDocuments.RULE);
        assertThat(home.text()).contains("\"service\": \"service-0\"").doesNotContain("token-of-service");
    }

    @Test
    @DisplayName("R9: recipients that the file names are reported, and lose access at the next write")
    void writesWithoutARecipientThatOnlyTheFileNames() throws IOException {
        Identity intruder = Identity.generate();
        List<Recipient> both = List.of(home.identities().recipients().get(0), intruder.recipient());
        SopsDocument shared = SopsDocument.create(SealedDocuments.RULE, both)
                .withTree(home.opened().tree());
        Files.write(home.document(), shared.save(home.clock().instant()));
        StoredDocument stored = session.read(MEEPA).orElseThrow();
        assertThat(home.codes()).containsExactly("edited-elsewhere", "foreign-recipients");
        assertThat(home.notices.get(1).message()).contains(intruder.recipient().toString());

        session.write(MEEPA, stored.content(), stored.revision());
        byte[] file = Home.bytes(home.document());
        assertThatThrownBy(() -> SopsDocument.open(file, Identities.of(intruder)))
                .isInstanceOf(KeyUnavailableException.class);
        assertThat(home.opened().keyEntries())
                .extracting(KeyEntry::recipient)
                .doesNotContain(intruder.recipient().toString());
        SopsDocument old = SopsDocument.open(shared.save(home.clock().instant()), Identities.of(intruder));
        assertThatThrownBy(() -> SopsDocument.open(file, Identities.of(intruder), old))
                .as("the data key is another one")
                .isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void reportsARecipientThatWasWrittenIntoTheFileWithoutTheKey() {
        String intruder = Identity.generate().recipient().toString();
        String entry = home.text().replaceAll("(?s).*\"age\": \\[\\s*(\\{.*?})\\s*].*", "$1");
        home.put(home.text().replace(entry, entry + ", " + entry.replaceFirst("age1[a-z0-9]+", intruder)));
        StoredDocument stored = session.read(MEEPA).orElseThrow();
        assertThat(home.codes()).containsExactly("foreign-recipients");
        session.write(MEEPA, stored.content(), stored.revision());
        assertThat(home.text()).doesNotContain(intruder);
    }

    @Test
    void addsARecoveryKeyThatTheConfigurationNamesAtTheNextWrite() {
        Identity recovery = Identity.generate();
        home.settings.put("recipients", List.of(recovery.recipient().toString()));
        StoreSession configured = home.open();
        StoredDocument stored = configured.read(MEEPA).orElseThrow();
        configured.write(MEEPA, stored.content(), stored.revision());
        assertThat(SopsDocument.open(Home.bytes(home.document()), Identities.of(recovery))
                        .find(TOKEN))
                .get()
                .satisfies(leaf -> assertThat(((SopsLeaf) leaf).reveal()).isEqualTo("token-of-service-0"));
        assertThat(home.notices).isEmpty();
    }

    @Test
    void keepsTheDataKeyWhileRecipientsStayTheSame() {
        SopsDocument before = home.opened();
        session.write(MEEPA, Documents.of(3), revision);
        assertThat(home.opened().hasWrappedKeysOf(before)).isTrue();
    }

    @Test
    @DisplayName("Reliability 7c: a file that another tool is writing is read again before it is called damaged")
    void waitsForAnotherToolToFinish() {
        String good = home.text();
        home.put(good.substring(0, 100));
        AtomicInteger naps = new AtomicInteger();
        home.whileAsleep(() -> {
            if (naps.incrementAndGet() == 4) {
                home.put(good);
            }
        });
        assertThat(home.open().read(MEEPA)).isPresent();
        assertThat(naps).hasValue(4);
    }

    @Test
    void givesUpOnADamagedFileAfterFiveTries() {
        home.put(home.text().substring(0, 100));
        assertThatThrownBy(() -> home.open().read(MEEPA)).isInstanceOf(CorruptDocumentException.class);
        assertThat(home.sleeps)
                .containsExactly(
                        Duration.ofMillis(20),
                        Duration.ofMillis(20),
                        Duration.ofMillis(20),
                        Duration.ofMillis(20),
                        Duration.ofMillis(20));
    }

    @Test
    void overwritesNothingThatAnotherToolWroteMeanwhile() throws IOException {
        edit("edited");
        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(3), revision))
                .isInstanceOf(io.meepa.credentials.spi.store.RevisionConflictException.class);
        assertThat(show(session.read(MEEPA).orElseThrow().content())).contains("value=#edited");
    }

    private void edit(String token) throws IOException {
        byte[] edited = home.opened()
                .with(TOKEN, SopsLeaf.text(token))
                .save(home.clock().instant());
        Files.write(home.document(), edited);
        Files.setLastModifiedTime(
                home.document(), FileTime.from(home.clock().instant().plusSeconds(1)));
    }
}
