package io.meepa.examples.terminal.argument;

import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.exit.Refusal;
import io.meepa.examples.terminal.output.LocaleEncoding;

/** Refuses text that was lost before this program saw it: the JVM puts U+FFFD where the locale cannot decode a byte. */
public final class Decoded {

    private static final char LOST = '\ufffd';

    private Decoded() {}

    /**
     * Refuses arguments that the locale cannot decode.
     *
     * @param arguments the command line
     * @throws Refusal if a character of one was lost
     */
    public static void require(String[] arguments) {
        for (int index = 0; index < arguments.length; index++) {
            if (isLost(arguments[index])) {
                throw new Refusal(
                        ExitCode.USAGE,
                        "argument " + (index + 1) + " has bytes that the locale's encoding (" + LocaleEncoding.get()
                                + ") does not have: set LC_ALL to one that has them, C.UTF-8 for instance");
            }
        }
    }

    /**
     * Refuses a line that the terminal's encoding cannot decode.
     *
     * @param line what was typed
     * @return the same
     * @throws IllegalArgumentException if a character of it was lost
     */
    public static String line(String line) {
        if (isLost(line)) {
            throw new IllegalArgumentException("what was typed is not " + LocaleEncoding.ofKeyboard()
                    + ": set LC_ALL to the terminal's encoding, or give values with --stdin");
        }
        return line;
    }

    private static boolean isLost(String text) {
        return text.indexOf(LOST) >= 0;
    }
}
