package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-109: a wrong key in the right one's place locks nobody out")
class WrongKeyTest {

    @TempDir
    Path folder;

    private Home home;
    private StoreSession session;
    private Revision revision;
    private Identities right;

    @BeforeEach
    void writesADocument() {
        home = new Home(folder.resolve("home"));
        session = home.open();
        revision = session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        right = home.identities();
    }

    @Test
    void refusesAWriteUnderANewDataKeyWhoseIdentitiesDoNotOpenWhatItReplaces() throws IOException {
        byte[] before = Home.bytes(home.document());
        putKey(Identity.generate());

        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(2), revision))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("agent meepa: " + home.document())
                .hasMessageContaining("key file " + home.keyFile())
                .hasMessageContaining("nothing was changed");
        assertThat(home.document()).hasBinaryContent(before);
    }

    @Test
    void refusesToRekeyWithIt() throws IOException {
        byte[] before = Home.bytes(home.document());
        putKey(Identity.generate());

        assertThatThrownBy(() -> session.rekey(MEEPA)).isInstanceOf(KeyUnavailableException.class);
        assertThat(home.document()).hasBinaryContent(before);
    }

    @Test
    void writesAgainOnceTheRightKeyIsBack() throws IOException {
        putKey(Identity.generate());
        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(2), revision))
                .isInstanceOf(KeyUnavailableException.class);
        putKey(right.all().get(0));
        session.write(MEEPA, Documents.of(2), revision);

        assertThat(home.open().read(MEEPA)).isPresent();
    }

    @Test
    void refusesTheFirstWriteOfAFlight() throws IOException {
        StoreLock flight = session.lock(MEEPA, "flight", Duration.ZERO);
        putKey(Identity.generate());

        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(2), revision))
                .isInstanceOf(KeyUnavailableException.class);
        flight.close();
    }

    @Test
    void continuesWithinAFlightUnderTheDocumentsOwnDataKey() throws IOException {
        StoreLock flight = session.lock(MEEPA, "flight", Duration.ZERO);
        Revision intent = session.write(MEEPA, Documents.of(2), revision);
        putKey(Identity.generate());
        Revision checkpoint = session.write(MEEPA, Documents.of(3), intent);
        Files.delete(home.keyFile());
        session.write(MEEPA, Documents.of(4), checkpoint);
        flight.close();

        SopsDocument opened = SopsDocument.open(Home.bytes(home.document()), right);
        assertThat(opened.keyEntries()).hasSize(1);
        putKey(right.all().get(0));
        assertThat(Documents.show(home.open().read(MEEPA).orElseThrow().content()))
                .isEqualTo(Documents.show(Documents.of(4)));
    }

    @Test
    void refusesAgainAfterTheFlight() throws IOException {
        StoreLock flight = session.lock(MEEPA, "flight", Duration.ZERO);
        Revision last = session.write(MEEPA, Documents.of(2), revision);
        flight.close();
        putKey(Identity.generate());

        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(3), last))
                .isInstanceOf(KeyUnavailableException.class);
    }

    private void putKey(Identity identity) throws IOException {
        Files.deleteIfExists(home.keyFile());
        Keys.keep(home.keyFile(), identity);
    }
}
