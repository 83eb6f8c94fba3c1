package io.meepa.examples.terminal.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * What the special keys of a terminal send, alone and with Shift, Alt and Ctrl: see "PC-Style Function Keys" of
 * <a href="https://invisible-island.net/xterm/ctlseqs/ctlseqs.html">xterm's control sequences</a>. A program that binds none
 * of them takes their last characters for letters.
 */
public final class EscapeSequences {

    private static final String ESCAPE = "\u001b";
    private static final int NUMBERED_KEYS = 34;
    private static final int MODIFIERS = 16;

    private EscapeSequences() {}

    /**
     * Returns the sequences.
     *
     * @return each as it is sent, the Alt key with a letter or digit among them
     */
    public static List<String> all() {
        List<String> all = new ArrayList<>();
        for (char last = '@'; last <= 'z'; last++) {
            if (Character.isLetter(last)) {
                all.add(ESCAPE + "[" + last);
                all.add(ESCAPE + "O" + last);
                all.addAll(modified("1", last));
            }
        }
        for (int number = 1; number <= NUMBERED_KEYS; number++) {
            all.add(ESCAPE + "[" + number + "~");
            all.addAll(modified(Integer.toString(number), '~'));
        }
        for (char letter = '!'; letter <= '~'; letter++) {
            // Both begin the sequences above.
            if (letter != '[' && letter != 'O') {
                all.add(ESCAPE + letter);
            }
        }
        return all;
    }

    private static List<String> modified(String number, char last) {
        List<String> all = new ArrayList<>();
        for (int modifier = 2; modifier <= MODIFIERS; modifier++) {
            all.add(ESCAPE + "[" + number + ";" + modifier + last);
        }
        return all;
    }
}
