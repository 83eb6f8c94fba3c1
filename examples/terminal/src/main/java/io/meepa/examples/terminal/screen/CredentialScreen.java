package io.meepa.examples.terminal.screen;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemSummary;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.argument.KnownAgent;
import io.meepa.examples.terminal.output.Attention;
import io.meepa.examples.terminal.prompt.Prompt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;

/** One agent's credentials on the whole terminal. An error ends one step, not the screen. Not thread-safe. */
public final class CredentialScreen {

    private static final Duration IN_SIGHT = Duration.ofSeconds(30);

    private final CredentialManager manager;
    private final Canvas canvas;
    private final Conversation talk;
    private AgentCredentials agent;
    private Selection selection;
    private String message = "";
    private boolean filtering;
    private Optional<AgentCredential> revealed = Optional.empty();
    private long hideAt;

    /**
     * Opens a screen.
     *
     * @param manager knows all agents
     * @param agent whose credentials are shown first
     * @param prompt owns the terminal
     * @param spinner receives the manager's events
     */
    public CredentialScreen(CredentialManager manager, AgentCredentials agent, Prompt prompt, Spinner spinner) {
        this.manager = manager;
        this.agent = agent;
        this.canvas = new Canvas(prompt.terminal());
        this.talk = new Conversation(prompt, spinner);
        this.selection = Selection.of(List.of());
    }

    /**
     * Runs until a person quits. A Ctrl-C throws {@link org.jline.reader.UserInterruptException}.
     *
     * @return the exit code
     */
    public int run() {
        try (canvas) {
            refresh();
            while (true) {
                hideInTime();
                canvas.draw(new Drawing.Content(title(), selection, filtering, revealed, message));
                Optional<Key> key = filtering ? typed() : canvas.key();
                if (key.isPresent() && !press(key.get())) {
                    return 0;
                }
            }
        }
    }

    private String title() {
        Attention attention = Attention.of(selection.all(), List.of());
        return agent.id() + "  " + selection.all().size()
                + (selection.all().size() == 1 ? " credential" : " credentials")
                + (attention.reasons().isEmpty() ? "" : ": " + String.join(", ", attention.reasons()));
    }

    /** What is typed goes to the filter, until Enter keeps it or Esc drops it. */
    private Optional<Key> typed() {
        Canvas.Typed typed = canvas.typed();
        switch (typed.kind()) {
            case NOTHING -> {
                // Nobody typed.
            }
            case TEXT -> filter(selection.filter() + typed.text());
            case ERASE -> filter(Canvas.shortened(selection.filter()));
            case KEEP -> filtering = false;
            case DROP -> {
                filtering = false;
                filter("");
            }
        }
        return Optional.empty();
    }

    private void filter(String text) {
        hide();
        selection = selection.filtered(text);
    }

    private boolean press(Key key) {
        if (key != Key.REVEAL && key != Key.COPY) {
            hide();
        }
        message = "";
        switch (key) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case PAGE_UP -> move(-canvas.page());
            case PAGE_DOWN -> move(canvas.page());
            case FIRST -> move(Integer.MIN_VALUE);
            case LAST -> move(Integer.MAX_VALUE);
            case FILTER -> filtering = true;
            case ESCAPE -> filter("");
            case NOTHING -> message = "";
            case REVEAL -> quietly(this::reveal);
            case COPY -> quietly(this::copy);
            case REFRESH -> quietly(() -> "");
            case QUIT -> {
                return false;
            }
            default -> converse(key);
        }
        return true;
    }

    private void move(long by) {
        selection = selection.moved(by);
    }

    private void converse(Key key) {
        Actions actions = new Actions(manager, agent, talk);
        LifeCycle lifeCycle = new LifeCycle(agent, talk);
        switch (key) {
            case ADD -> aside(actions::add);
            case PROVISION -> aside(lifeCycle::provision);
            case RECONCILE -> aside(lifeCycle::reconcile);
            case DEPROVISION -> aside(lifeCycle::deprovision);
            case DOCTOR -> aside(actions::doctor);
            case PENDING -> aside(actions::pending);
            case ENVIRONMENT -> aside(actions::environment);
            case SWITCH -> aside(this::switchAgent);
            case HELP -> aside(actions::help);
            case REPLACE -> withChosen(actions::replace);
            case REMOVE -> withChosen(actions::remove);
            case ROTATE -> withChosen(actions::rotate);
            case SUSPEND -> withChosen(actions::suspendOrResume);
            case COMPLETE -> withChosen(actions::complete);
            default -> throw new IllegalStateException("no conversation: " + key);
        }
    }

    private void withChosen(Function<CredentialSummary, String> action) {
        selection
                .chosen()
                .ifPresentOrElse(chosen -> aside(() -> action.apply(chosen)), () -> message = "nothing is chosen");
    }

    /** Leaves the list for questions and answers, and comes back to it. */
    private void aside(Supplier<String> conversation) {
        quietly(() -> canvas.aside(conversation));
    }

    private void quietly(Supplier<String> step) {
        try {
            message = step.get();
        } catch (EndOfFileException e) {
            message = "left without an answer: nothing was changed";
        } catch (CredentialException | IllegalArgumentException e) {
            message = String.valueOf(e.getMessage());
        }
        refresh();
    }

    private void refresh() {
        try {
            selection = selection.with(agent.list());
        } catch (CredentialException e) {
            message = String.valueOf(e.getMessage());
            selection = Selection.of(List.of());
        }
    }

    private String switchAgent() {
        talk.show(Attention.listing(manager));
        String name = talk.ask("agent (Enter to stay)");
        if (!name.isEmpty()) {
            agent = KnownAgent.of(manager, name, false);
            selection = Selection.of(List.of());
        }
        return "";
    }

    private String reveal() {
        if (revealed.isPresent()) {
            hide();
            return "";
        }
        revealed = selection.chosen().map(chosen -> agent.get(chosen.key()));
        hideAt = System.nanoTime() + IN_SIGHT.toNanos();
        return revealed.isPresent() ? "shown for " + IN_SIGHT.toSeconds() + " s; r hides it" : "nothing is chosen";
    }

    private void hideInTime() {
        if (revealed.isPresent() && System.nanoTime() - hideAt >= 0) {
            hide();
            message = "";
        }
    }

    private void hide() {
        revealed = Optional.empty();
    }

    private String copy() {
        Optional<CredentialSummary> chosen = selection.chosen();
        if (chosen.isEmpty() || chosen.get().items().isEmpty()) {
            return "there is nothing to copy";
        }
        List<ItemSummary> items = chosen.get().items();
        int index = 0;
        if (items.size() > 1) {
            canvas.draw(new Drawing.Content(
                    title(), selection, false, revealed, "copy which item? 1-" + Math.min(9, items.size())));
            index = canvas.digit() - 1;
        }
        if (index < 0 || index >= items.size()) {
            return "nothing was copied";
        }
        String key = items.get(index).key();
        Secret value = agent.get(chosen.get().key()).secret(key);
        return key + ": " + canvas.copy(value);
    }
}
