package io.meepa.examples.terminal.screen;

import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.exit.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** The terminal as a whole screen: draws, reads keys, steps aside for questions, and is given back as it was. */
final class Canvas implements AutoCloseable {

    private static final long GLANCE_MS = 250;
    private static final int USUAL_ROWS = 24;
    private static final int USUAL_COLUMNS = 80;
    private static final int TYPED_ESCAPE = 27;

    private final Terminal terminal;
    private final Display display;
    private final BindingReader keys;
    private final KeyMap<Key> bindings;
    private final Palette palette;
    private final Attributes before;
    private final Terminal.SignalHandler resizing;
    private final Terminal.SignalHandler interrupting;
    private final Thread ending = new Thread(this::leaveAtOnce, "leave the screen");
    private final String leaving;
    private volatile boolean resized = true;
    private Size size = new Size(USUAL_COLUMNS, USUAL_ROWS);

    Canvas(Terminal terminal) {
        this.terminal = terminal;
        this.display = new Display(terminal, true);
        this.keys = new BindingReader(terminal.reader());
        this.bindings = Key.map(terminal);
        Integer colours = terminal.getNumericCapability(Capability.max_colors);
        this.palette = new Palette(System.getenv("NO_COLOR") == null && colours != null && colours >= 8);
        this.resizing = terminal.handle(Signal.WINCH, signal -> resized = true);
        // JLine leaves it to the system, which would end the program before anything is given back.
        this.interrupting = terminal.handle(Signal.INT, signal -> System.exit(ExitCode.INTERRUPTED));
        this.before = terminal.getAttributes();
        this.leaving = leaving(terminal);
        Runtime.getRuntime().addShutdownHook(ending);
        terminal.puts(Capability.enter_ca_mode);
        raw();
    }

    /** What was typed into the filter. */
    record Typed(Kind kind, String text) {

        /** What it does. */
        enum Kind {
            NOTHING,
            TEXT,
            ERASE,
            KEEP,
            DROP
        }
    }

    void draw(Drawing.Content content) {
        if (resized) {
            resized = false;
            measure();
        }
        List<AttributedString> lines = new Drawing(palette, size).lines(content);
        display.update(lines, 0);
    }

    private void measure() {
        Size now = terminal.getSize();
        size = now.getColumns() > 0 && now.getRows() > 0 ? now : size;
        display.resize(size.getRows(), size.getColumns());
        display.clear();
    }

    int page() {
        return Math.max(1, size.getRows() / 2);
    }

    /** Returns the next key, or empty if none came for a moment. */
    Optional<Key> key() {
        if (keys.peekCharacter(GLANCE_MS) == NonBlockingReader.READ_EXPIRED) {
            return Optional.empty();
        }
        Key key = keys.readBinding(bindings);
        if (key == Key.INTERRUPT) {
            throw new UserInterruptException("");
        }
        return Optional.of(key == null ? Key.QUIT : key);
    }

    /** Returns the next character of the filter. */
    Typed typed() {
        if (keys.peekCharacter(GLANCE_MS) == NonBlockingReader.READ_EXPIRED) {
            return new Typed(Typed.Kind.NOTHING, "");
        }
        int character = keys.readCharacter();
        return switch (character) {
            case '\r', '\n' -> new Typed(Typed.Kind.KEEP, "");
            case -1, TYPED_ESCAPE -> new Typed(Typed.Kind.DROP, "");
            case '\b', 127 -> new Typed(Typed.Kind.ERASE, "");
            case 3 -> throw new UserInterruptException("");
            default ->
                Character.isISOControl(character)
                        ? new Typed(Typed.Kind.NOTHING, "")
                        : new Typed(Typed.Kind.TEXT, Character.toString(character));
        };
    }

    static String shortened(String text) {
        return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }

    /** Returns the digit that was typed, or -1. */
    int digit() {
        int character = keys.readCharacter();
        if (character == 3) {
            throw new UserInterruptException("");
        }
        return Character.digit(character, 10);
    }

    String copy(Secret value) {
        return new Clipboard(terminal).copy(value);
    }

    /** Gives the terminal to questions and answers on an empty screen. */
    String aside(Supplier<String> conversation) {
        terminal.setAttributes(questions());
        terminal.puts(Capability.cursor_visible);
        terminal.puts(Capability.clear_screen);
        terminal.flush();
        try {
            return conversation.get();
        } finally {
            raw();
            display.clear();
            resized = true;
        }
    }

    /** As before, but that nothing stops the program in the middle of a question, with the screen in its hands. */
    private Attributes questions() {
        Attributes attributes = new Attributes(before);
        attributes.setControlChar(Attributes.ControlChar.VSUSP, 0);
        return attributes;
    }

    /** Ctrl-C comes as a key: the list is left in one place. */
    private void raw() {
        terminal.enterRawMode();
        Attributes attributes = terminal.getAttributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(attributes);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            return; // The hook does it.
        }
        terminal.setAttributes(before);
        terminal.handle(Signal.WINCH, resizing);
        terminal.handle(Signal.INT, interrupting);
        terminal.writer().write(leaving);
        terminal.flush();
    }

    private static String leaving(Terminal terminal) {
        return Stream.of(Capability.keypad_local, Capability.cursor_visible, Capability.exit_ca_mode)
                .map(terminal::getStringCapability)
                .filter(Objects::nonNull)
                .map(Curses::tputs)
                .collect(Collectors.joining());
    }

    /** Where a signal ends the program, JLine gives back the modes of the line; its terminal takes nothing more then. */
    private void leaveAtOnce() {
        byte[] bytes = leaving.getBytes(StandardCharsets.US_ASCII);
        try {
            new FileOutputStream(FileDescriptor.out).write(bytes);
        } catch (IOException e) {
            // The window is gone, and what it showed with it.
        }
    }
}
