package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
    void areNoticedWhereOneKnowsAnother() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CoreRooms.knowOnlyWhatTheyMay(Map.of()).check(CORE.classes()))
                .withMessageContaining("rotate -> operation");
    }
}
