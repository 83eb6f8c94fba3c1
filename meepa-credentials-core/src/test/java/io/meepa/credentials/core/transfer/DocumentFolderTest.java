package io.meepa.credentials.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.LimitExceededException;
import io.meepa.credentials.model.AgentId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFolderTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final int LARGEST = 64 << 20;

    @TempDir
    private Path home = Path.of("");

    @Test
    @DisplayName("A document that is moved to another store has at most 64 MiB")
    void readsADocumentUpToItsLimit() throws IOException {
        Path folder = Files.createDirectories(
                home.resolve("agents").resolve("meepa"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("credentials.json").toFile(), "rw")) {
            file.setLength(LARGEST);
            assertThat(new DocumentFolder(home).sealed(MEEPA))
                    .hasValueSatisfying(bytes -> assertThat(bytes.length).isEqualTo(LARGEST));

            file.setLength(LARGEST + 1L);
            assertThatThrownBy(() -> new DocumentFolder(home).sealed(MEEPA))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("is larger than any document");
        }
    }
}
