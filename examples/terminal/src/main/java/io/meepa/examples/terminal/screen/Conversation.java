package io.meepa.examples.terminal.screen;

import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.output.Listing;
import io.meepa.examples.terminal.output.Plain;
import io.meepa.examples.terminal.output.Table;
import io.meepa.examples.terminal.prompt.FormPrompt;
import io.meepa.examples.terminal.prompt.Prompt;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;

/** Questions and answers on an empty screen, line by line. Not thread-safe. */
final class Conversation {

    private static final int BELOW = 2;

    private final Prompt prompt;
    private final PrintStream out;
    private final Spinner spinner;

    Conversation(Prompt prompt, Spinner spinner) {
        this.prompt = prompt;
        this.out = prompt.out();
        this.spinner = spinner;
    }

    void say(String line) {
        out.println(Plain.text(line));
    }

    /** Shows an answer a screen at a time. */
    void show(Listing listing) {
        Terminal terminal = prompt.terminal();
        int height = Math.max(2, terminal.getHeight() - BELOW);
        List<String> lines = Table.lines(listing, Math.max(2, terminal.getWidth()));
        for (int line = 0; line < lines.size(); line++) {
            if (line > 0 && line % height == 0) {
                prompt.line("Enter for more");
            }
            out.println(lines.get(line));
        }
    }

    void waitForEnter() {
        prompt.line("Enter to go back");
    }

    String ask(String question) {
        return prompt.line(question);
    }

    boolean confirm(String question) {
        return prompt.confirm(question);
    }

    Secret value(String label, boolean hidden) {
        return Secret.of(hidden ? prompt.hidden(label) : prompt.line(label));
    }

    FormValues fill(CredentialForm form) {
        say(form.title());
        return new FormPrompt(prompt).fill(form);
    }

    /** Works, and shows that it does. */
    <T> T work(String label, Supplier<T> work) {
        return spinner.during(label, work);
    }
}
