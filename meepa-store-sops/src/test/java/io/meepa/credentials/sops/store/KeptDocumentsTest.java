package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Documents.show;
import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.disk.ScriptedDisk;
import io.meepa.credentials.sops.disk.ScriptedDisk.Kind;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session keeps of the documents it read, and what it still knows of those it keeps no more. */
class KeptDocumentsTest {

    private static final Duration SETTLED = Duration.ofMillis(21);

    @TempDir
    Path folder;

    private Home home;
    private StoreSession session;
    private Revision revision = Revision.ABSENT;

    @BeforeEach
    void writesADocument() {
        home = new Home(folder.resolve("home"));
        session = home.open();
        revision = session.write(MEEPA, Documents.counting(1), Revision.ABSENT);
        home.pass(SETTLED);
    }

    @Test
    @DisplayName("R12: whether an unchanged file is current costs one stat")
    void knowsByOneStatThatARevisionIsCurrent() {
        ScriptedDisk disk = ScriptedDisk.recording();
        StoreSession reader = home.open(disk);
        reader.read(MEEPA);
        disk.forget();
        assertThat(reader.isCurrent(MEEPA, revision)).isTrue();
        assertThat(disk.operations()).extracting(ScriptedDisk.Operation::kind).containsExactly(Kind.STAMP);
    }

    @Test
    void takesNoOtherVersionForCurrent() {
        StoreSession other = home.open();
        Revision second = other.write(MEEPA, Documents.counting(2), revision);
        assertThat(session.isCurrent(MEEPA, revision)).isFalse();
        assertThat(other.isCurrent(MEEPA, revision)).isFalse();
        assertThat(other.isCurrent(MEEPA, second)).isTrue();
        other.delete(MEEPA, second);
        assertThat(other.isCurrent(MEEPA, second)).isFalse();
        assertThat(session.isCurrent(MEEPA, Revision.ABSENT)).isFalse();
    }

    @Test
    void readsAFileThatIsTooYoungToTrustItsTime() throws IOException {
        Revision young = session.write(MEEPA, Documents.counting(2), revision);
        assertThat(session.isCurrent(MEEPA, young)).isTrue();
        FileTime time = Files.getLastModifiedTime(home.document());
        home.put(home.text().replace("lastmodified", "lastmodifide"));
        Files.setLastModifiedTime(home.document(), time);
        assertThat(session.isCurrent(MEEPA, young)).isFalse();
    }

    @Test
    @DisplayName("R10: of a document that is no longer kept, a former copy is noticed too")
    void noticesAFormerCopyOfADocumentItKeepsNoMore() throws IOException {
        String former = home.text();
        Revision second = session.write(MEEPA, Documents.counting(2), revision);
        writeOthers();
        Files.writeString(home.document(), former);
        home.pass(SETTLED);
        assertThat(session.isCurrent(MEEPA, revision)).isFalse();
        assertThat(session.isCurrent(MEEPA, second)).isFalse();
        assertThatThrownBy(() -> session.read(MEEPA)).isInstanceOf(RollbackException.class);
    }

    @Test
    @DisplayName("P14: only the last few documents stay decrypted")
    void keepsTheLastFewDocumentsOnly() {
        StoredDocument kept = session.read(MEEPA).orElseThrow();
        assertThat(session.read(MEEPA).orElseThrow()).isSameAs(kept);
        writeOthers();
        StoredDocument again = session.read(MEEPA).orElseThrow();
        assertThat(again).isNotSameAs(kept);
        assertThat(again.revision()).isEqualTo(kept.revision());
        assertThat(show(again.content())).isEqualTo(show(kept.content()));
    }

    @Test
    void reportsOnceWhatIsWrongWithAVersionThatItOpensTwice() throws IOException {
        Files.setPosixFilePermissions(home.document(), PosixFilePermissions.fromString("rw-r--r--"));
        StoreSession reader = home.open();
        reader.read(MEEPA);
        assertThat(home.codes()).containsExactly(FileFindingCode.WIDE_MODE.code());
        writeOthers();
        others().forEach(reader::read);
        assertThat(reader.read(MEEPA)).isPresent();
        assertThat(home.codes()).containsExactly(FileFindingCode.WIDE_MODE.code());
    }

    @Test
    void writesADocumentThatItKeepsNoMore() {
        writeOthers();
        session.write(MEEPA, Documents.counting(2), revision);
        assertThat(Documents.count(session.read(MEEPA).orElseThrow().content())).isEqualTo(2);
    }

    private void writeOthers() {
        others().forEach(agent -> session.write(agent, Documents.of(1), Revision.ABSENT));
    }

    private static List<AgentId> others() {
        return IntStream.range(0, Snapshots.MOST)
                .mapToObj(number -> AgentId.of("other-" + number))
                .toList();
    }
}
