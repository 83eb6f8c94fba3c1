package io.meepa.credentials.sops.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoFloatTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0.1, 0.1, 0.1",
        "1.0, 1, 1",
        "-2.5, -2.5, -2.5",
        "1e5, 100000, 100000",
        "1.5e-9, 0.0000000015, 1.5e-9",
        "1e-6, 0.000001, 0.000001",
        "1e-7, 0.0000001, 1e-7",
        "1e20, 100000000000000000000, 100000000000000000000",
        "1e21, 1000000000000000000000, 1e+21",
        "-1.25e30, -1250000000000000000000000000000, -1.25e+30",
        "2e23, 200000000000000000000000, 2e+23",
        "9007199254740993, 9007199254740992, 9007199254740992",
        "1e-10, 0.0000000001, 1e-10",
    })
    void printsAsGoDoes(double value, String plain, String json) {
        assertThat(GoFloat.plain(value)).isEqualTo(plain);
        assertThat(GoFloat.json(value)).isEqualTo(json);
    }

    @Test
    void printsTheSmallestAndTheLargest() {
        assertThat(GoFloat.json(Double.MIN_VALUE)).isEqualTo("5e-324");
        assertThat(GoFloat.json(Double.MAX_VALUE)).isEqualTo("1.7976931348623157e+308");
        assertThat(GoFloat.plain(Double.MIN_VALUE)).hasSize(326).endsWith("05");
    }

    @Test
    void printsWhatReadsBackAndNeverMoreThanSeventeenDigits() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String plain = GoFloat.plain(value);
                assertThat(Double.parseDouble(plain)).isEqualTo(value);
                assertThat(Double.parseDouble(GoFloat.json(value))).isEqualTo(value);
                assertThat(new BigDecimal(plain).stripTrailingZeros().precision())
                        .isBetween(1, 17);
            }
        }
    }
}
