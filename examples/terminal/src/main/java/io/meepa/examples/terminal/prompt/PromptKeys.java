package io.meepa.examples.terminal.prompt;

import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;

/**
 * The keys of a question: typing, moving, deleting, pasting, Enter, and Esc, which leaves it. No key of JLine's editors is
 * among them: those open an editor on a temporary file, or bring back what was deleted at a hidden question.
 */
final class PromptKeys {

    private static final long ESCAPE_WAIT_MS = 150;
    private static final String LEAVE = "leave";
    private static final String NOTHING = "nothing";

    private PromptKeys() {}

    /** Gives a reader these keys, and no others. */
    static void give(LineReader reader) {
        reader.getWidgets().put(NOTHING, () -> true);
        reader.getWidgets().put(LEAVE, () -> {
            throw new EndOfFileException();
        });
        reader.setVariable(LineReader.AMBIGUOUS_BINDING, ESCAPE_WAIT_MS);
        KeyMap<Binding> keys = map();
        reader.getKeyMaps().put(LineReader.MAIN, keys);
        reader.getKeyMaps().put(LineReader.EMACS, keys);
    }

    private static KeyMap<Binding> map() {
        KeyMap<Binding> keys = new KeyMap<>();
        keys.bind(new Reference(NOTHING), EscapeSequences.all());
        keys.bind(new Reference(NOTHING), KeyMap.range("^@-^_"));
        keys.bind(new Reference(LineReader.SELF_INSERT), KeyMap.range(" -~"));
        keys.bind(new Reference(LineReader.SELF_INSERT), "\t");
        keys.setUnicode(new Reference(LineReader.SELF_INSERT));
        keys.setNomatch(new Reference(NOTHING));
        bind(keys, LineReader.ACCEPT_LINE, "\r", "\n");
        bind(keys, LineReader.BACKWARD_DELETE_CHAR, KeyMap.ctrl('H'), KeyMap.del());
        bind(keys, LineReader.DELETE_CHAR_OR_LIST, KeyMap.ctrl('D'));
        bind(keys, LineReader.KILL_WHOLE_LINE, KeyMap.ctrl('U'));
        bind(keys, LineReader.BACKWARD_DELETE_WORD, KeyMap.ctrl('W'));
        bind(keys, LineReader.BEGINNING_OF_LINE, KeyMap.ctrl('A'), "\u001b[H", "\u001bOH", "\u001b[1~");
        bind(keys, LineReader.END_OF_LINE, KeyMap.ctrl('E'), "\u001b[F", "\u001bOF", "\u001b[4~");
        bind(keys, LineReader.BACKWARD_CHAR, "\u001b[D", "\u001bOD");
        bind(keys, LineReader.FORWARD_CHAR, "\u001b[C", "\u001bOC");
        bind(keys, LineReader.DELETE_CHAR, "\u001b[3~");
        bind(keys, LineReader.BEGIN_PASTE, "\u001b[200~");
        bind(keys, LEAVE, KeyMap.esc());
        return keys;
    }

    private static void bind(KeyMap<Binding> keys, String widget, String... sequences) {
        for (String sequence : sequences) {
            keys.bind(new Reference(widget), sequence);
        }
    }
}
