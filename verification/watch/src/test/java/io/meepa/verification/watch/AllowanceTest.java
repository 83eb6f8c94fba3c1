package io.meepa.verification.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private final AtomicLong wasted = new AtomicLong();

    @Test
    void letsAThriftyInputPass() {
        Allowance.hold(() -> waste(1));
        assertThat(wasted).hasValue(MEBIBYTE);
    }

    @Test
    void countsWhatWasLetGoOfAtOnce() {
        assertThatThrownBy(() -> Allowance.hold(() -> waste(65)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("67108864 are allowed");
    }

    private void waste(int mebibytes) {
        for (int i = 0; i < mebibytes; i++) {
            wasted.addAndGet(new byte[MEBIBYTE].length);
        }
    }
}
