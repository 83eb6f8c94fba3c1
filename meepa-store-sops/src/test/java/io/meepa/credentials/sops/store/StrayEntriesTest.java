package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.sops.disk.ScriptedDisk;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-402: what is no agent's folder is skipped, and doctor says so")
class StrayEntriesTest {

    @TempDir
    Path folder;

    private Home home;
    private StoreSession session;
    private Path agents;

    @BeforeEach
    void writesADocument() {
        home = new Home(folder.resolve("home"));
        session = home.open();
        session.write(MEEPA, Documents.of(1), Revision.ABSENT);
        agents = home.path.resolve("agents");
    }

    @Test
    void listsTheAgentsBesideStrayFiles() throws IOException {
        Files.createFile(agents.resolve("desktop.ini"));
        Files.createFile(agents.resolve(".DS_Store"));
        Files.createDirectory(agents.resolve("lost+found"));
        Files.createDirectory(agents.resolve("empty"));

        assertThat(session.agents()).containsExactly(MEEPA);
        assertThat(home.open().read(AgentId.of("empty"))).isEmpty();
    }

    @Test
    void reportsThemAsOneFinding() throws IOException {
        for (int i = 0; i < 20; i++) {
            Files.createFile(agents.resolve("copy-" + i));
        }
        Files.createFile(agents.resolve("desktop.ini"));

        assertThat(session.inspect(List.of(MEEPA)))
                .filteredOn(finding -> finding.code().equals("stray-entry"))
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("21 entries", "\"copy-0\"", "…");
    }

    @Test
    void keepsAnAgentThatCannotBeExaminedInTheList() {
        ScriptedDisk disk = new ScriptedDisk((kind, path) -> {
            if (kind == ScriptedDisk.Kind.STATE && path.endsWith("agents/meepa")) {
                throw new IOException("Input/output error");
            }
            return true;
        });
        StoreSession failing = home.open(disk);

        assertThat(failing.agents()).containsExactly(MEEPA);
        assertThatThrownBy(() -> failing.read(MEEPA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Input/output error");
    }

    @Test
    void keepsALinkInTheListSoThatItsReadSaysWhatIsWrong() throws IOException {
        Files.createSymbolicLink(agents.resolve("linked"), agents.resolve("meepa"));

        assertThat(session.agents()).containsExactly(AgentId.of("linked"), MEEPA);
        assertThatThrownBy(() -> session.read(AgentId.of("linked")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("symbolic link");
    }
}
