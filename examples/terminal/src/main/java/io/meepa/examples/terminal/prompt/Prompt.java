package io.meepa.examples.terminal.prompt;

import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.argument.Decoded;
import io.meepa.examples.terminal.output.LocaleEncoding;
import io.meepa.examples.terminal.output.LocaleStream;
import io.meepa.examples.terminal.output.Plain;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Asks questions on a terminal. Remembers no answer. A Ctrl-C throws {@link org.jline.reader.UserInterruptException}, Esc
 * and the end of input {@link org.jline.reader.EndOfFileException}. Not thread-safe.
 */
public final class Prompt implements AutoCloseable {

    private static final Character NO_ECHO = '\0';

    private final Terminal terminal;
    private final LineReader reader;

    private Prompt(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
        PromptKeys.give(reader);
    }

    /**
     * Opens the terminal that the program was started on.
     *
     * @return the prompt, or empty without a terminal to type on
     */
    public static Optional<Prompt> open() {
        if (!Terminals.canType()) {
            return Optional.empty();
        }
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .provider(Terminals.PROVIDER)
                    .encoding(LocaleEncoding.ofKeyboard())
                    .dumb(false)
                    .build();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close(); // It can neither hide what is typed nor be drawn on.
                return Optional.empty();
            }
            return Optional.of(new Prompt(terminal));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the terminal itself, which this prompt owns.
     *
     * @return the terminal
     */
    public Terminal terminal() {
        return terminal;
    }

    /**
     * Returns where answers are printed.
     *
     * @return the terminal's output, flushed at every line
     */
    public PrintStream out() {
        return new LocaleStream(terminal.output(), terminal.encoding());
    }

    /**
     * Asks for a line.
     *
     * @param label what to enter
     * @return the line, without blanks around it
     */
    public String line(String label) {
        return Decoded.line(reader.readLine(Plain.text(label) + ": ")).strip();
    }

    /**
     * Asks for an item's value, which is not shown in any form if it may be a secret.
     *
     * @param item the item
     * @return the value, as typed
     * @throws IllegalArgumentException if nothing is entered
     */
    public Secret value(ItemSpecification item) {
        String label = Plain.text(item.key());
        Secret value = Secret.of(item.shown() ? line(label) : hidden(label));
        if (value.isEmpty()) {
            throw new IllegalArgumentException("no value given for " + item.key());
        }
        return value;
    }

    /**
     * Asks for a line that stays hidden: it is not shown in any form. A line break at the end was pasted with it, and goes;
     * others stay, and a note says so.
     *
     * @param label what to enter
     * @return the line, as typed; may be empty
     */
    public String hidden(String label) {
        String typed = withoutBreak(Decoded.line(reader.readLine(Plain.text(label) + " (hidden): ", NO_ECHO)));
        if (typed.indexOf('\n') >= 0) {
            out().println("note: what was pasted has line breaks in it, which are kept");
        }
        return typed;
    }

    private static String withoutBreak(String typed) {
        int end = typed.endsWith("\n") ? typed.length() - 1 : typed.length();
        return typed.substring(0, end > 0 && end < typed.length() && typed.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    /**
     * Asks before something is lost.
     *
     * @param question what is about to happen
     * @return whether the answer is yes, written out
     */
    public boolean confirm(String question) {
        return reader.readLine(Plain.text(question) + " Type yes: ").strip().equals("yes");
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be given back", e);
        }
    }
}
