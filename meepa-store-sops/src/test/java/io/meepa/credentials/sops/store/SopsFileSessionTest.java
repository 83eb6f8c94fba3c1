package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Documents.show;
import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.disk.ScriptedDisk;
import io.meepa.credentials.sops.disk.ScriptedDisk.Kind;
import io.meepa.credentials.sops.disk.SystemDisk;
import io.meepa.credentials.sops.store.lock.Locks;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Flag;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.DocumentNode.Nothing;
import io.meepa.credentials.spi.store.DocumentNode.Numeric;
import io.meepa.credentials.spi.store.DocumentNode.Text;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SopsFileSessionTest {

    @TempDir
    Path folder;

    private Home home;
    private StoreSession session;

    @BeforeEach
    void opensAStoreInAHomeThatDoesNotExistYet() {
        home = new Home(folder.resolve("home"));
        session = home.open();
    }

    @Test
    @DisplayName("M-31: the service loader finds the store by the id sops")
    void isFoundByTheServiceLoader() {
        // The tests run within the store's module, which has no use for stores itself.
        getClass().getModule().addUses(CredentialStore.class);
        assertThat(ServiceLoader.load(CredentialStore.class))
                .filteredOn(store -> store.id().equals("sops"))
                .singleElement()
                .isInstanceOf(SopsFileStore.class);
    }

    @Test
    void opensAndReadsWithoutASideEffect() {
        try (StoreSession opened = new SopsFileStore().open(home.context())) {
            assertThat(opened.read(MEEPA)).isEmpty();
            assertThat(opened.agents()).isEmpty();
        }
        assertThat(home.path).doesNotExist();
    }

    @Test
    @DisplayName("M-20: the document is agents/<id>/credentials.json, 0600 in folders 0700")
    void keepsTheDocumentInTheAgentsFolder() throws IOException {
        session.write(MEEPA, Documents.of(2), Revision.ABSENT);
        assertThat(mode(home.document())).isEqualTo("rw-------");
        assertThat(mode(home.keyFile())).isEqualTo("rw-------");
        for (Path made : List.of(home.path, home.path.resolve("agents"), home.path.resolve("agents/meepa"))) {
            assertThat(mode(made)).isEqualTo("rwx------");
        }
        assertThat(home.notices).isEmpty();
    }

    @Test
    void returnsWhatWasWritten() {
        Revision revision = session.write(MEEPA, Documents.of(3), Revision.ABSENT);
        for (StoreSession reader : List.of(session, home.open())) {
            StoredDocument stored = reader.read(MEEPA).orElseThrow();
            assertThat(show(stored.content())).isEqualTo(show(Documents.of(3)));
            assertThat(stored.revision()).isEqualTo(revision);
        }
    }

    @Test
    @DisplayName("M-29c: values and metadata are encrypted, the rest is clear; M-27: a number stays a number")
    void encryptsValuesAndMetadataOnly() {
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(home.text())
                .doesNotContain("token-of-service-0", "service-0@example.com", "5000")
                .contains("\"service\": \"service-0\"", "\"key\": \"token\"", "\"provisioned_at\": \"2026-11-21")
                .contains("type:int]", "type:bool]", "type:float]")
                .contains("\"encrypted_regex\": \"^(value|metadata|details|seal)$\"");
        assertThat(show(session.read(MEEPA).orElseThrow().content()))
                .contains("spend_limit=n5000", "rate=n0.25", "locked=true");
    }

    @Test
    void keepsUnknownFieldsAndKindsOfLeaves() {
        DocumentNode.Fields odd = Documents.fields(
                "nothing",
                new Nothing(),
                "blank",
                new Text(""),
                "whole",
                new Numeric("1.0"),
                "large",
                new Numeric("1e17"),
                "exact",
                new Numeric("9223372036854775807"),
                "huge",
                new Numeric("1e30"),
                "small",
                new Numeric("1.5e-9"),
                "below",
                Documents.fields("empty", Documents.fields(), "none", new Elements(List.of())),
                "metadata",
                Documents.fields("nothing", new Nothing(), "blank", new Text(""), "flag", new Flag(false)));
        session.write(MEEPA, odd, Revision.ABSENT);
        assertThat(show(home.open().read(MEEPA).orElseThrow().content()))
                .isEqualTo("{nothing=null blank= whole=n1 large=n100000000000000000 exact=n9223372036854775807 "
                        + "huge=n1000000000000000000000000000000 small=n0.0000000015 below={empty={} none=[] } "
                        + "metadata={nothing=null blank=# flag=false } }");
    }

    @Test
    void refusesAHiddenValueWhereItWouldStandInClear() {
        DocumentNode.Fields leaking = Documents.fields("service", new Hidden(Secret.of("canary")));
        assertThatThrownBy(() -> session.write(MEEPA, leaking, Revision.ABSENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/service")
                .hasMessageNotContaining("canary");
        assertThat(home.path).doesNotExist();
    }

    @Test
    void refusesMembersThatBelongToTheStoreOrTheFormat() {
        for (String member : List.of("seal", "sops")) {
            DocumentNode.Fields document = Documents.fields(member, new Text("mine"));
            assertThatThrownBy(() -> session.write(MEEPA, document, Revision.ABSENT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(member);
        }
        assertThat(home.document()).doesNotExist();
    }

    @Test
    void refusesNumbersThatOtherToolsWouldChange() {
        for (String literal : List.of("-0", "-0.0", "0x10", "1,\"other\":2", "NaN", "1e999")) {
            DocumentNode.Fields document = Documents.fields("metadata", new Numeric(literal));
            assertThatThrownBy(() -> session.write(MEEPA, document, Revision.ABSENT))
                    .as(literal)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesAWriteFromAnOldRevision() {
        Revision first = session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        Revision second = home.open().write(MEEPA, Documents.of(2), first);
        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(3), first))
                .isInstanceOf(RevisionConflictException.class)
                .hasMessageContaining("read it again");
        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(3), Revision.ABSENT))
                .isInstanceOf(RevisionConflictException.class);
        assertThat(session.read(MEEPA).orElseThrow().revision()).isEqualTo(second);
    }

    @Test
    void givesTheSameContentAnotherRevisionEachTimeItIsWritten() {
        Revision first = session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(session.write(MEEPA, Documents.of(1), first)).isNotEqualTo(first);
    }

    @Test
    void deletesTheDocumentAndKeepsTheKey() {
        Revision first = session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThatThrownBy(() -> session.delete(MEEPA, new Revision("another")))
                .isInstanceOf(RevisionConflictException.class);
        session.delete(MEEPA, first);
        assertThat(session.read(MEEPA)).isEmpty();
        assertThat(session.agents()).isEmpty();
        assertThat(home.document()).doesNotExist();
        assertThat(home.keyFile()).exists();
        assertThat(home.path.resolve("agents/meepa").toFile().list()).containsExactly("private-key.key");
    }

    @Test
    void beginsAgainAfterADeletionInTheEyesOfEverySession() {
        StoreSession other = home.open();
        Revision revision = session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        revision = session.write(MEEPA, Documents.of(2), revision);
        assertThat(other.read(MEEPA)).isPresent();
        session.delete(MEEPA, revision);
        home.pass(Duration.ofSeconds(1));
        home.open().write(MEEPA, Documents.of(3), Revision.ABSENT);
        assertThat(show(other.read(MEEPA).orElseThrow().content())).isEqualTo(show(Documents.of(3)));
    }

    @Test
    void listsAgentsThatHaveADocument() throws IOException {
        for (String agent : List.of("zoe", "meepa", "al")) {
            session.write(AgentId.of(agent), Documents.of(1), Revision.ABSENT);
        }
        Files.createDirectories(home.path.resolve("agents/empty"));
        Files.createDirectories(home.path.resolve("agents/Not An Agent"));
        assertThat(session.agents()).containsExactly(AgentId.of("al"), MEEPA, AgentId.of("zoe"));
    }

    @Test
    @DisplayName("R12: an unchanged file costs one stat")
    void paysOneStatForAnUnchangedFile() {
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        home.pass(Duration.ofMillis(21));
        ScriptedDisk disk = ScriptedDisk.recording();
        StoreSession reader = home.open(disk);
        assertThat(reader.read(MEEPA)).isPresent();
        disk.forget();
        StoredDocument once = reader.read(MEEPA).orElseThrow();
        assertThat(disk.operations()).extracting(ScriptedDisk.Operation::kind).containsExactly(Kind.STAMP);
        assertThat(reader.read(MEEPA).orElseThrow()).isSameAs(once);
    }

    @Test
    void readsAFileAgainThatIsTooYoungToTrustItsTime() throws IOException {
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        FileTime time = Files.getLastModifiedTime(home.document());
        String before = home.text();
        assertThat(session.read(MEEPA)).isPresent();
        home.put(before.replace("service-0", "service-9"));
        Files.setLastModifiedTime(home.document(), time);
        assertThatThrownBy(() -> session.read(MEEPA))
                .isInstanceOf(io.meepa.credentials.error.CorruptDocumentException.class);
    }

    @Test
    void seesWhatAnotherSessionWrote() {
        StoreSession other = home.open();
        Revision revision = Revision.ABSENT;
        for (int i = 1; i < 20; i++) {
            revision = session.write(MEEPA, Documents.counting(i), revision);
            assertThat(Documents.count(other.read(MEEPA).orElseThrow().content()))
                    .isEqualTo(i);
        }
    }

    @Test
    @DisplayName("R12: unchanged leaves keep their ciphertext text")
    void changesFewLinesForAChangeOfOneValue() {
        Revision revision = session.write(MEEPA, Documents.of(20), Revision.ABSENT);
        List<String> before = home.text().lines().toList();
        session.write(MEEPA, Documents.of(20, 7), revision);
        List<String> changed = new ArrayList<>(home.text().lines().toList());
        changed.removeAll(before);
        assertThat(changed).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void keepsTheSealToItself() {
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(home.text()).contains("\"seal\": \"ENC[");
        assertThat(session.read(MEEPA).orElseThrow().content().members()).doesNotContainKey("seal");
    }

    @Test
    @DisplayName("R8: readers and writers of one session and others meet without a false alarm")
    void readsWhileOthersWrite() throws Exception {
        session.write(MEEPA, Documents.counting(1), Revision.ABSENT);
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Long>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(threads.submit(() -> {
                long last = 0;
                while (writing.get()) {
                    long now = Documents.count(session.read(MEEPA).orElseThrow().content());
                    assertThat(now).isGreaterThanOrEqualTo(last);
                    last = now;
                }
                return last;
            }));
        }
        StoreSession other = home.open();
        for (int i = 2; i < 100; i++) {
            StoreSession writer = i % 2 == 0 ? session : other;
            StoredDocument stored = writer.read(MEEPA).orElseThrow();
            writer.write(MEEPA, Documents.counting(i), stored.revision());
        }
        writing.set(false);
        for (Future<Long> reader : readers) {
            assertThat(reader.get()).isPositive();
        }
        threads.shutdown();
    }

    @Test
    void keepsItsOwnLocksToItself() {
        for (String own : List.of("document", "keypair")) {
            assertThatThrownBy(() -> session.lock(MEEPA, own, Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        session.lock(MEEPA, "flight", Duration.ofSeconds(1)).close();
    }

    @Test
    @DisplayName("R3: documents are read and written while a flight lock is held")
    void writesWhileAFlightIsLocked() {
        StoreLock flight = session.lock(MEEPA, "flight", Duration.ofSeconds(1));
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(session.read(MEEPA)).isPresent();
        flight.close();
    }

    @Test
    void refusesToWriteWhileAnotherHoldsTheDocument() {
        home.settings.put("lock_timeout", "5ms");
        Locks busy = (agent, name, timeout) -> {
            throw new CredentialLockedException(name + " for " + timeout);
        };
        StoreSession waiting = home.open(new SystemDisk(), busy);
        assertThatThrownBy(() -> waiting.write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(CredentialLockedException.class)
                .hasMessage("document for PT0.005S");
        assertThat(home.document()).doesNotExist();
    }

    @Test
    void refusesToWorkOnceClosed() {
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        session.close();
        session.close();
        assertThatThrownBy(() -> session.read(MEEPA)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> session.agents())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThat(home.open().read(MEEPA)).isPresent();
    }

    @Test
    void recordsWhatAThreadDidThatWasInterruptedBefore() {
        Thread.currentThread().interrupt();
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(home.open().read(MEEPA)).isPresent();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
