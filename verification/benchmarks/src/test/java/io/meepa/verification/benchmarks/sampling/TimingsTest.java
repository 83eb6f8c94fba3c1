package io.meepa.verification.benchmarks.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.meepa.verification.benchmarks.figure.Spread;
import org.junit.jupiter.api.Test;

class TimingsTest {

    private final Timings timings = new Timings(3);

    @Test
    void dividesRoundByRound() {
        put("update", 20, 30, 90);
        put("replace", 10, 10, 10);
        put("pause", 0, 5, 20);

        assertThat(timings.ratio("update", "replace", "pause")).isEqualTo(new Spread(2, 2, 2.5));
    }

    @Test
    void growsInProportionWithAnExponentOfOne() {
        put("ten thousand", 1000, 10_000, 100_000);
        put("ten", 1, 10, 100);

        assertThat(timings.growth("ten thousand", "ten", 1000).middle()).isEqualTo(1, within(1e-9));
    }

    @Test
    void doesNotGrowWithAnExponentOfZero() {
        put("ten thousand", 7, 7, 7);
        put("ten", 7, 7, 7);

        assertThat(timings.growth("ten thousand", "ten", 1000)).isEqualTo(new Spread(0, 0, 0));
    }

    @Test
    void refusesANameThatWasNotTimed() {
        assertThatThrownBy(() -> timings.nanos("nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
    }

    private void put(String name, double... nanos) {
        for (int round = 0; round < nanos.length; round++) {
            timings.put(name, round, nanos[round]);
        }
    }
}
