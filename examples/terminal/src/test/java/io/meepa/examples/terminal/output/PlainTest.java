package io.meepa.examples.terminal.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

    @Test
    void spellsOutWhatWouldSteerATerminal() {
        assertThat(Plain.text("a\u001b[2Jb\u009b31mc\r\nd\u007f"))
                .isEqualTo("a<U+001B>[2Jb<U+009B>31mc<U+000D><U+000A>d<U+007F>");
    }

    @Test
    void spellsOutWhatWouldTurnOrHideText() {
        assertThat(Plain.text("git\u202ebuh\u200b\u2028\ud800")).isEqualTo("git<U+202E>buh<U+200B><U+2028><U+D800>");
    }

    @Test
    void leavesOrdinaryTextOfAnyScriptAlone() {
        assertThat(Plain.text("Grüße, 東京 🙂 •")).isEqualTo("Grüße, 東京 🙂 •");
    }
}
