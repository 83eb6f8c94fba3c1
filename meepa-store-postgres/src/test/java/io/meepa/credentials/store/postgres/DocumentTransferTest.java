package io.meepa.credentials.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.store.SopsFileStore;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.store.postgres.DocumentTransfer.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTransferTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final AgentId SCOUT = AgentId.of("scout");

    private final TestDatabase database = TestDatabase.withTables();
    private final TestStore store = new TestStore(TestKeys.make());
    private final DocumentTransfer transfer = new DocumentTransfer(database.source(), "gateway");

    @TempDir
    Path home = Path.of("");

    @Test
    void movesDocumentsFromFilesToRowsAndBack() throws IOException {
        try (StoreSession files = files(home)) {
            files.write(MEEPA, TestStore.document("one"), Revision.ABSENT);
            files.write(SCOUT, TestStore.document("two"), Revision.ABSENT);
        }
        assertThat(transfer.importFrom(home)).isEqualTo(new Report(List.of(MEEPA, SCOUT), List.of(), List.of()));
        assertThat(transfer.importFrom(home)).isEqualTo(new Report(List.of(), List.of(MEEPA, SCOUT), List.of()));

        Revision written;
        try (StoreSession rows = store.open(database.source())) {
            assertThat(TestStore.value(rows.read(MEEPA).orElseThrow().content()))
                    .isEqualTo("one");
            written = rows.write(
                    MEEPA,
                    TestStore.document("three"),
                    rows.read(MEEPA).orElseThrow().revision());
        }
        assertThat(written).isNotEqualTo(Revision.ABSENT);
        assertThat(transfer.importFrom(home)).isEqualTo(new Report(List.of(), List.of(SCOUT), List.of(MEEPA)));

        Path fresh = home.resolve("fresh");
        assertThat(transfer.exportTo(fresh)).isEqualTo(new Report(List.of(MEEPA, SCOUT), List.of(), List.of()));
        assertThat(transfer.exportTo(fresh).ok()).isTrue();
        assertThat(transfer.exportTo(home).different()).containsExactly(MEEPA);
        Path file = fresh.resolve("agents/meepa/credentials.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (StoreSession files = files(fresh)) {
            assertThat(TestStore.value(files.read(MEEPA).orElseThrow().content()))
                    .isEqualTo("three");
            assertThat(files.agents()).containsExactly(MEEPA, SCOUT);
        }
    }

    @Test
    void namesAHomeThatIsNone() {
        assertThatThrownBy(() -> transfer.importFrom(home))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("agents is not there: name the home of a file store");
    }

    /** The file store with the same key. */
    private StoreSession files(Path folder) {
        CredentialStore sops = new SopsFileStore();
        return sops.open(
                store.contexts().storeInRealTime(store.contexts().settings(Map.of("key_env", "MEEPA_KEY")), folder));
    }
}
