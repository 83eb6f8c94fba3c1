package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.sops.disk.SystemDisk;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S9: files of another user, on the real disk; only root can give files away. */
class ForeignOwnerTest {

    private static final int STRANGER = 4242;

    @TempDir
    Path folder;

    private Home home;
    private Revision revision;

    @BeforeEach
    void writesADocument() {
        home = new Home(folder.resolve("home"));
        revision = home.open().write(MEEPA, Documents.of(2), Revision.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents/meepa/credentials.json", "agents/meepa", "agents"})
    @DisplayName("S9: a document or folder of another user is neither read nor written")
    void refusesADocumentOrFolderOfAnotherUser(String name) throws IOException {
        giveAway(home.path.resolve(name));
        byte[] before = Home.bytes(home.document());
        StoreSession session = home.open();
        assertThatThrownBy(() -> session.read(MEEPA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("uid 4242")
                .hasMessageContaining("chown");
        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(3), revision))
                .isInstanceOf(StoreException.class);
        assertThat(Home.bytes(home.document())).isEqualTo(before);
    }

    @Test
    @DisplayName("S9: a key that another user owns is a key that another user knows")
    void refusesAKeyFileOfAnotherUser() throws IOException {
        giveAway(home.keyFile());
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("uid 4242")
                .hasMessageContaining("chown");
    }

    @Test
    void readsAgainWhatWasGivenBack() throws IOException {
        giveAway(home.document());
        Files.setAttribute(home.document(), "unix:uid", new SystemDisk().user().getAsInt());
        assertThat(home.open().read(MEEPA)).isPresent();
    }

    @Test
    void knowsItsOwnUserWhereTheSystemNamesIt() throws IOException {
        assumeThat(Path.of("/proc/self/status")).as("the system says so").exists();
        assertThat(new SystemDisk().user())
                .hasValue((Integer) Files.getAttribute(home.document(), "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    private static void giveAway(Path path) throws IOException {
        assumeThat(new SystemDisk().user())
                .as("only root gives files away: run as root on Linux")
                .hasValue(0);
        Files.setAttribute(path, "unix:uid", STRANGER, LinkOption.NOFOLLOW_LINKS);
    }
}
