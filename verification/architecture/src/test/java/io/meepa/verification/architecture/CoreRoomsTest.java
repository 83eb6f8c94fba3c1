package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CoreRoomsTest {

    private static final PublishedModule CORE = PublishedModules.named(Dependencies.CORE);

    @Test
    void knowOnlyWhatTheyMay() {
        CoreRooms.knowOnlyWhatTheyMay(CoreRooms.ARROWS).check(CORE.classes());
    }

    @Test
    void areDrawnAsTheyAre() {
        assertThat(CoreRooms.drawn(CORE)).isEqualTo(CoreRooms.ARROWS);
    }

    @Test
    void areNamedInArchitecture() throws IOException {
        String architecture = Files.readString(Repository.root().resolve("ARCHITECTURE.md"));
        assertThat(CoreRooms.ARROWS.keySet())
                .filteredOn(room -> !room.contains("."))
                .allSatisfy(room -> assertThat(architecture).containsPattern("(?m)^\\|.*`" + room + "`.* \\| "));
        assertThat(CoreRooms.ARROWS.get("manager"))
                .filteredOn(room -> CoreRooms.ARROWS.get(room).contains("operation"))
                .filteredOn(room -> !room.equals("migration"))
                .allSatisfy(room -> assertThat(architecture).containsPattern("manager --> .*\\b" + room + "\\b"));
    }

    @Test
    void areNoticedWhereOneKnowsAnother() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CoreRooms.knowOnlyWhatTheyMay(Map.of()).check(CORE.classes()))
                .withMessageContaining("rotate -> operation");
    }
}
