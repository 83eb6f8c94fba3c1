package io.meepa.credentials.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
final class ShortLivedFileTest {

    @TempDir
    private Path folder;

    private final Situation situation = Situation.ofAnEquippedAgent();

    @Test
    @DisplayName("R11, R13: owner-only while it is needed, gone afterwards")
    void isOwnerOnlyAndGoneWhenClosed() throws IOException {
        try (EnvironmentFile file = situation.environment().writeFile(folder)) {
            assertThat(Files.getPosixFilePermissions(file.path()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.readAllLines(file.path()))
                    .containsExactly(
                            "AGENTMAIL_API_KEY=" + Situation.OWN_KEY,
                            "AGENT_EMAIL=meepa@example.com",
                            "AGENT_PHONE=+15550100");
            assertThat(file.toString()).doesNotContain(Situation.OWN_KEY);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void overwritesWhatAnotherLinkStillReaches() throws IOException {
        EnvironmentFile file = situation.environment().writeFile(folder);
        Path link = Files.createLink(folder.resolve("link"), file.path());
        file.close();
        file.close();
        assertThat(Files.readString(link)).doesNotContain(Situation.OWN_KEY).matches("\0+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "two\rlines", "end\n"})
    void refusesLineBreaksBeforeItWritesAnything(String value) throws IOException {
        situation.grantingValue(Secret.of(value));
        assertThatThrownBy(() -> situation.environment().writeFile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("VALUE")
                .hasMessageContaining("line break")
                .hasMessageNotContaining("lines");
        assertThat(files()).isEmpty();
    }

    @Test
    void reportsThatAFolderIsMissing() {
        assertThatThrownBy(() -> situation.environment().writeFile(folder.resolve("nowhere")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
