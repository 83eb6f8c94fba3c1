package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.sealed.DocumentPlace;
import io.meepa.credentials.sops.sealed.RollbackDetector;
import io.meepa.credentials.sops.sealed.VerifiedDocument;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a sealed document is, and which version of it: what every store decides by. */
class OwnersAndVersionsTest {

    private static final String ROW = "the row";

    @TempDir
    Path folder;

    private Home home;
    private StoreSession session;
    private Revision written = Revision.ABSENT;
    private DocumentPlace shared;

    @BeforeEach
    void open() {
        home = new Home(folder.resolve("home"));
        session = home.open();
        shared = new DocumentPlace(MEEPA, home.context().namespace(), true, ROW);
    }

    private VerifiedDocument write(int value) {
        written = session.write(MEEPA, Documents.counting(value), written);
        return VerifiedDocument.of(shared, home.opened());
    }

    @Test
    @DisplayName(
            "in a place that installations share, the document of another one is refused; a folder of its own may be renamed")
    void belongToOneInstallation() {
        write(1);
        DocumentPlace elsewhere = new DocumentPlace(MEEPA, "another", true, ROW);
        DocumentPlace renamed = new DocumentPlace(MEEPA, "another", false, "a folder");

        assertThat(VerifiedDocument.of(shared, home.opened()).editedElsewhere()).isFalse();
        assertThat(VerifiedDocument.of(renamed, home.opened()).editedElsewhere())
                .isFalse();
        assertThatThrownBy(() -> VerifiedDocument.of(elsewhere, home.opened()))
                .isExactlyInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("not of another");
    }

    @Test
    void belongToOneAgent() {
        write(1);
        DocumentPlace second =
                new DocumentPlace(AgentId.of("second"), home.context().namespace(), false, ROW);

        assertThatThrownBy(() -> VerifiedDocument.of(second, home.opened()))
                .isExactlyInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("it is the document of agent meepa");
    }

    @Test
    @DisplayName("each write has a vector of its own for the MAC, so that two versions of one content differ")
    void haveAVectorOfTheirOwn() {
        Set<String> vectors = new HashSet<>();
        for (int round = 0; round < 5; round++) {
            vectors.add(write(round % 2).version().macIv());
        }

        assertThat(vectors).hasSize(5).noneMatch(vector -> vector.matches("0*"));
    }

    @Test
    void knowsTheNewestOfThoseThatWereSeen() {
        RollbackDetector detector = new RollbackDetector();
        VerifiedDocument first = write(1);
        VerifiedDocument second = write(2);

        assertThat(detector.isNewest(MEEPA, first.version())).isFalse();
        detector.see(shared, first);
        assertThat(detector.isNewest(MEEPA, first.version())).isTrue();
        assertThat(detector.isNewest(MEEPA, second.version())).isFalse();
        detector.wrote(MEEPA, second);
        assertThat(detector.isNewest(MEEPA, first.version())).isFalse();
        assertThat(detector.isNewest(MEEPA, second.version())).isTrue();
        assertThatThrownBy(() -> detector.see(shared, first))
                .isExactlyInstanceOf(RollbackException.class)
                .hasMessageContaining("is of generation");
        detector.wrote(MEEPA, first);
        assertThat(detector.isNewest(MEEPA, second.version()))
                .as("what was written first and comes late takes nothing back")
                .isTrue();
    }
}
