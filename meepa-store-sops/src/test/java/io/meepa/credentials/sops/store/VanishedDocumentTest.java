package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-108: a document that a session saw and that is gone is a fault, not a fresh start")
class VanishedDocumentTest {

    private static final AgentId OTHER = AgentId.of("other");

    @TempDir
    Path folder;

    private Home home;
    private StoreSession session;
    private Revision revision;

    @BeforeEach
    void writesADocument() {
        home = new Home(folder.resolve("home"));
        session = home.open();
        revision = session.write(MEEPA, Documents.of(1), Revision.ABSENT);
    }

    @Test
    void takesAFolderThatVanishedForAFault() throws IOException {
        unmount();

        assertThatThrownBy(() -> session.read(MEEPA))
                .isInstanceOf(RollbackException.class)
                .hasMessageContaining("agent meepa: " + home.document())
                .hasMessageContaining("is gone")
                .hasMessageContaining("restart this program to accept it");
        assertThat(session.isCurrent(MEEPA, revision)).isFalse();
    }

    @Test
    void createsNothingInItsPlace() throws IOException {
        unmount();

        for (Revision expected : new Revision[] {revision, Revision.ABSENT}) {
            assertThatThrownBy(() -> session.write(MEEPA, Documents.of(2), expected))
                    .isInstanceOf(RollbackException.class);
        }
        assertThatThrownBy(() -> session.lock(MEEPA, "flight", Duration.ZERO)).isInstanceOf(RollbackException.class);
        assertThat(home.path).isEmptyDirectory();
    }

    @Test
    void createsNothingForAnotherAgentWhereTheFolderOfAllIsGone() throws IOException {
        unmount();

        assertThatThrownBy(() -> session.lock(OTHER, "flight", Duration.ZERO)).isInstanceOf(RollbackException.class);
        assertThatThrownBy(() -> session.write(OTHER, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(RollbackException.class)
                .hasMessageContaining("agent meepa");
        assertThat(home.path).isEmptyDirectory();
    }

    @Test
    void listsTheAgentWhoseDocumentVanished() throws IOException {
        Files.delete(home.document());

        assertThat(session.agents()).containsExactly(MEEPA);
    }

    @Test
    void readsTheDocumentAgainOnceItIsBack() throws IOException {
        byte[] document = Home.bytes(home.document());
        Files.delete(home.document());
        assertThatThrownBy(() -> session.read(MEEPA)).isInstanceOf(RollbackException.class);
        Files.write(home.document(), document);

        assertThat(session.read(MEEPA)).isPresent();
    }

    @Test
    @DisplayName("An editor that moves the file away and puts another one there is no loss")
    void waitsForAToolThatReplacesTheFileInTwoSteps() throws IOException {
        byte[] document = Home.bytes(home.document());
        Files.delete(home.document());
        home.whileAsleep(() -> home.put(new String(document, StandardCharsets.UTF_8)));

        assertThat(session.read(MEEPA)).isPresent();
        assertThat(home.sleeps).hasSize(1);
    }

    @Test
    void acceptsTheAbsenceAfterARestart() throws IOException {
        Files.delete(home.document());
        StoreSession next = home.open();

        assertThat(next.read(MEEPA)).isEmpty();
        next.write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(next.read(MEEPA)).isPresent();
    }

    @Test
    void takesADeletionByAnotherSessionForWhatItIs() {
        StoreSession other = home.open();
        other.delete(MEEPA, other.read(MEEPA).orElseThrow().revision());

        assertThat(session.read(MEEPA)).isEmpty();
        assertThat(session.agents()).isEmpty();
        Revision next = session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(other.read(MEEPA).orElseThrow().revision()).isEqualTo(next);
    }

    @Test
    void takesADocumentThatWasCreatedAfterADeletionAndVanishedForAFault() throws IOException {
        session.delete(MEEPA, revision);
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        Files.delete(home.document());

        assertThatThrownBy(() -> session.read(MEEPA)).isInstanceOf(RollbackException.class);
    }

    /** The mount point is still there, and empty. */
    private void unmount() throws IOException {
        Files.move(home.path, folder.resolve("elsewhere"));
        Files.createDirectory(home.path);
    }
}
