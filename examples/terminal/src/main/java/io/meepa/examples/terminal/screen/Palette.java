package io.meepa.examples.terminal.screen;

import io.meepa.examples.terminal.output.Condition;
import org.jline.utils.AttributedStyle;

/**
 * How things are shown: a colour per state, beside its word, so that nobody has to see colours.
 *
 * @param colours whether the terminal shows colours and the person wants them
 */
record Palette(boolean colours) {

    AttributedStyle of(Condition condition) {
        if (!colours) {
            return AttributedStyle.DEFAULT;
        }
        return switch (condition) {
            case READY -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case WAITING, RECONNECT -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
            case SUSPENDED -> AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
            case EXPIRED, FAILED -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
            case SKIPPED -> AttributedStyle.DEFAULT.faint();
        };
    }

    AttributedStyle title() {
        return AttributedStyle.DEFAULT.inverse();
    }

    AttributedStyle chosen() {
        return AttributedStyle.DEFAULT.bold();
    }
}
