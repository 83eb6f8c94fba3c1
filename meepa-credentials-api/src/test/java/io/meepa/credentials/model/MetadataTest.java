package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetadataTest {

    private static final Metadata CARD = Metadata.empty()
            .with("spend_limit_cents", 5000)
            .with("state", "OPEN")
            .with("single_use", false);

    @Test
    void keepsTheOrderInWhichValuesCame() {
        assertThat(CARD.values().keySet()).containsExactly("spend_limit_cents", "state", "single_use");
    }

    @Test
    void replacesAValueWhereItStands() {
        assertThat(CARD.with("state", "PAUSED").values().keySet())
                .containsExactly("spend_limit_cents", "state", "single_use");
        assertThat(CARD.with("state", "PAUSED").text("state")).contains("PAUSED");
        assertThat(CARD.text("state")).contains("OPEN");
    }

    @Test
    void readsEachValueByItsTypeOnly() {
        assertThat(CARD.number("spend_limit_cents")).contains(BigDecimal.valueOf(5000));
        assertThat(CARD.text("spend_limit_cents")).isEmpty();
        assertThat(CARD.text("state")).contains("OPEN");
        assertThat(CARD.flag("state")).isEmpty();
        assertThat(CARD.flag("single_use")).contains(false);
        assertThat(CARD.number("single_use")).isEmpty();
        assertThat(CARD.number("absent")).isEmpty();
    }

    @Test
    void isACopy() {
        Map<String, MetadataValue> mine = new LinkedHashMap<>();
        mine.put("label", new MetadataValue.Text("billing"));
        Metadata metadata = new Metadata(mine);
        mine.clear();

        assertThat(metadata.text("label")).contains("billing");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> metadata.values().clear());
    }

    @Test
    void refusesABlankName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CARD.with("", 1))
                .withMessageStartingWith("metadata name");
    }

    @Test
    void holdsAWholeNumberAsOneValueHoweverItWasWritten() {
        assertThat(number("5E+3")).isEqualTo(number("5000")).hasSameHashCodeAs(number("5000"));
        assertThat(number("0.00")).isEqualTo(number("0"));
    }

    @Test
    void keepsTheDigitsOfAFraction() {
        assertThat(number("19.90").value()).isEqualTo(new BigDecimal("19.90"));
    }

    @Test
    void doesNotWriteOutANumberThatWouldFillTheMemory() {
        assertThat(number("1E+1999999999").value().unscaledValue()).isOne();
    }

    private static MetadataValue.Numeric number(String text) {
        return new MetadataValue.Numeric(new BigDecimal(text));
    }
}
