package io.meepa.examples.terminal.prompt;

import java.io.IOException;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** Returns whether a person sits at the other end. {@code System.console()} means different things in different JDKs. */
public final class Terminals {

    static final String PROVIDER = "exec";

    private Terminals() {}

    /**
     * Returns whether standard input is a terminal.
     *
     * @return whether somebody can type
     */
    public static boolean canType() {
        return is(SystemStream.Input);
    }

    /**
     * Returns whether standard output is a terminal.
     *
     * @return whether what is printed is interpreted by one
     */
    public static boolean isShown() {
        return is(SystemStream.Output);
    }

    private static boolean is(SystemStream stream) {
        try {
            return TerminalProvider.load(PROVIDER).isSystemStream(stream);
        } catch (IOException e) {
            return false;
        }
    }
}
