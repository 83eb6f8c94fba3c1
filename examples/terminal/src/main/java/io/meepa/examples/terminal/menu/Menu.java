package io.meepa.examples.terminal.menu;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.examples.terminal.output.Listing;
import io.meepa.examples.terminal.output.Plain;
import io.meepa.examples.terminal.output.Table;
import io.meepa.examples.terminal.output.Views;
import io.meepa.examples.terminal.prompt.Prompt;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;

/** Asks what to do, does it, and asks again. An error ends one step, not the menu. Not thread-safe. */
public final class Menu {

    private final AgentCredentials agent;
    private final Supplier<DoctorReport> doctor;
    private final Prompt prompt;
    private final PrintStream out;
    private final Table table;

    /**
     * Creates a menu.
     *
     * @param agent whose credentials
     * @param doctor looks for what is wrong
     * @param prompt asks
     * @param out prints answers
     */
    public Menu(AgentCredentials agent, Supplier<DoctorReport> doctor, Prompt prompt, PrintStream out) {
        this.agent = agent;
        this.doctor = doctor;
        this.prompt = prompt;
        this.out = out;
        this.table = new Table(out, false);
    }

    /**
     * Runs until a person quits. A Ctrl-C throws {@link org.jline.reader.UserInterruptException}.
     *
     * @return the exit code
     */
    public int run() {
        boolean more = true;
        while (more) {
            try {
                more = step(agent.list());
            } catch (EndOfFileException e) {
                more = false;
            }
        }
        return 0;
    }

    private boolean step(List<CredentialSummary> credentials) {
        out.println();
        table.print(numbered(credentials));
        String answer = prompt.line(
                credentials.isEmpty()
                        ? "[a]dd, [p]rovision, [e]nvironment, [d]octor, [q]uit"
                        : "number for details, [a]dd, [p]rovision, [e]nvironment, [d]octor, [q]uit");
        try {
            perform(answer, credentials);
        } catch (CredentialException | IllegalArgumentException e) {
            say(String.valueOf(e.getMessage()));
        }
        return !answer.equals("q");
    }

    private void perform(String answer, List<CredentialSummary> credentials) {
        switch (answer) {
            case "a" -> new Addition(agent, prompt).run();
            case "p" -> provision();
            case "e" -> table.print(Views.environment(agent.environment()));
            case "d" -> table.print(Views.examined(doctor.get()));
            case "q", "" -> {
                // Nothing to do.
            }
            default -> details(credentials.get(index(answer, credentials.size())));
        }
    }

    private Listing numbered(List<CredentialSummary> credentials) {
        Listing listing = new Listing("credentials", "no", "credential", "name", "kind", "status")
                .fact("agent", agent.id())
                .fact("credentials", Integer.toString(credentials.size()));
        for (int index = 0; index < credentials.size(); index++) {
            CredentialSummary summary = credentials.get(index);
            listing.row(
                    index + 1,
                    summary.category() + "/" + summary.service(),
                    summary.name(),
                    Views.lower(summary.kind()),
                    summary.status());
        }
        return listing;
    }

    private static int index(String answer, int size) {
        String wrong = "enter one of the letters, or a number up to " + size;
        try {
            int number = Integer.parseInt(answer);
            if (number >= 1 && number <= size) {
                return number - 1;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrong);
        }
        throw new IllegalArgumentException(wrong);
    }

    private void details(CredentialSummary credential) {
        table.print(Views.masked(credential));
        if (!credential.deletable()) {
            say(credential.whyNotDeletable().orElse(""));
            return;
        }
        boolean remove = prompt.line("[r]emove, Enter to go back").equals("r");
        if (remove && prompt.confirm("Remove " + credential.key() + " of " + agent.id() + "?")) {
            agent.remove(credential.key());
            say("removed " + credential.key());
        }
    }

    private void provision() {
        table.print(Views.plan(agent.plan()));
        if (prompt.confirm("Do this? It may cost money.")) {
            table.print(Views.provisioned(agent.provision()));
        }
    }

    private void say(String text) {
        out.println(Plain.text(text));
    }
}
