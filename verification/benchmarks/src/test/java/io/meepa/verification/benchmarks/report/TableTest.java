package io.meepa.verification.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.verification.benchmarks.figure.Line;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void writesASmallRatioAsOnePartOfMany() {
        Result ratio = Result.ratio("a ÷ b", new Spread(0.04, 0.05, 0.0625), Target.atMost(0.05), "");

        assertThat(Table.line(new Line("P2", ratio))).isEqualTo("P2 | a ÷ b | 1/20 | 1/16 to 1/25 | ≤ 1/20 | met");
    }

    @Test
    void writesAnExponentAsItIs() {
        Result growth = Result.growth("get", new Spread(-0.01, 0.02, 0.06), Target.atMost(0.05), "");

        assertThat(Table.line(new Line("P24", growth)))
                .isEqualTo("P24 | get: exponent of growth | 0.02 | -0.01 to 0.06 | ≤ 0.05 | met");
    }

    @Test
    void readsALineAsItWasWritten() {
        Line line = new Line("P20", Result.growth("open()", new Spread(0.9, 1, 1.1), Target.none(), "open 3 ms"));

        assertThat(Line.parse(line.text()).text()).isEqualTo(line.text());
    }

    @Test
    void saysWhatWasNotTaken() {
        Result skipped = Result.skipped("ours ÷ node", Target.atMost(0.5), "no JDK 25");

        assertThat(Table.line(new Line("P4", skipped)))
                .isEqualTo("P4 | ours ÷ node | – | – | ≤ 0.50 | skipped | skipped: no JDK 25");
    }
}
