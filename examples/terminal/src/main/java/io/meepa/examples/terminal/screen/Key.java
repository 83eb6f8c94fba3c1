package io.meepa.examples.terminal.screen;

import io.meepa.examples.terminal.prompt.EscapeSequences;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** What a key asks for. */
enum Key {
    UP("", ""),
    DOWN("", "choose: arrows, j and k, page up and down, home and end"),
    PAGE_UP("", ""),
    PAGE_DOWN("", ""),
    FIRST("", ""),
    LAST("", ""),
    FILTER("/", "filter by address, name or state; Esc ends it"),
    REVEAL("r", "reveal the values for half a minute, or hide them"),
    COPY("c", "copy a value to the clipboard without showing it"),
    ADD("a", "add a credential by its form"),
    REPLACE("e", "replace a value of an own credential"),
    REMOVE("d", "remove an own credential"),
    PROVISION("p", "provision: the plan with its costs, then a question"),
    ROTATE("t", "give a managed credential a new secret"),
    SUSPEND("s", "suspend a managed credential, or resume it"),
    COMPLETE("m", "complete what waits for you"),
    PENDING("w", "what waits or has not ended"),
    RECONCILE("x", "compare with the services, and put right"),
    DEPROVISION("D", "take everything away"),
    DOCTOR("o", "look for what is wrong"),
    ENVIRONMENT("v", "the variables that tools get"),
    SWITCH("g", "go to another agent"),
    REFRESH("R", "read again"),
    HELP("?", "this list"),
    QUIT("q", "quit"),
    ESCAPE("", ""),
    NOTHING("", ""),
    INTERRUPT("", "");

    private static final long ESCAPE_WAIT_MS = 150;

    private final String letter;
    private final String help;

    Key(String letter, String help) {
        this.letter = letter;
        this.help = help;
    }

    String letter() {
        return letter;
    }

    String help() {
        return help;
    }

    /** Binds letters as they are, and the keys that each kind of terminal sends in its own way. */
    static KeyMap<Key> map(Terminal terminal) {
        KeyMap<Key> keys = new KeyMap<>();
        keys.setAmbiguousTimeout(ESCAPE_WAIT_MS);
        keys.bind(NOTHING, EscapeSequences.all());
        for (Key key : values()) {
            if (!key.letter.isEmpty()) {
                keys.bind(key, key.letter);
            }
        }
        keys.bind(UP, "k", "\u001b[A", "\u001bOA");
        keys.bind(DOWN, "j", "\u001b[B", "\u001bOB");
        keys.bind(FIRST, "\u001b[H", "\u001b[1~", "\u001bOH");
        keys.bind(LAST, "\u001b[F", "\u001b[4~", "\u001bOF");
        keys.bind(PAGE_UP, "\u001b[5~");
        keys.bind(PAGE_DOWN, "\u001b[6~", " ");
        bind(keys, terminal, UP, Capability.key_up);
        bind(keys, terminal, DOWN, Capability.key_down);
        bind(keys, terminal, PAGE_UP, Capability.key_ppage);
        bind(keys, terminal, PAGE_DOWN, Capability.key_npage);
        bind(keys, terminal, FIRST, Capability.key_home);
        bind(keys, terminal, LAST, Capability.key_end);
        keys.bind(ESCAPE, KeyMap.esc());
        keys.bind(INTERRUPT, KeyMap.ctrl('C'));
        keys.bind(QUIT, KeyMap.ctrl('D'));
        return keys;
    }

    private static void bind(KeyMap<Key> keys, Terminal terminal, Key key, Capability capability) {
        String sequence = KeyMap.key(terminal, capability);
        if (sequence != null) {
            keys.bind(key, sequence);
        }
    }
}
