package io.meepa.examples.terminal.prompt;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** How wide the window is that answers are printed to. */
public final class Window {

    private static final int USUAL = 80;

    private Window() {}

    /**
     * Returns the width of a line.
     *
     * @return the cells; without end if no terminal shows it
     */
    public static int width() {
        return Terminals.isShown() ? measured() : Integer.MAX_VALUE;
    }

    private static int measured() {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .provider(Terminals.PROVIDER)
                .dumb(true)
                .build()) {
            return terminal.getWidth() > 0 ? terminal.getWidth() : USUAL;
        } catch (IOException | IllegalStateException e) {
            return USUAL;
        }
    }
}
