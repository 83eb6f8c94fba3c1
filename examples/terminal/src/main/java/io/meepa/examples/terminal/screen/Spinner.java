package io.meepa.examples.terminal.screen;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.examples.terminal.output.Cells;
import io.meepa.examples.terminal.output.Plain;
import io.meepa.examples.terminal.output.Progress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Shows that work continues: a line that turns, and a line for each step above it. Events come from any thread. */
public final class Spinner implements CredentialListener {

    private static final String[] TURNS = {"|", "/", "-", "\\"};
    private static final long TURN_MS = 120;
    private static final String CLEARED = "\r\u001b[K";

    private final Terminal terminal;
    private boolean turning;

    /**
     * Creates a spinner that does not turn yet.
     *
     * @param terminal where it turns
     */
    public Spinner(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Works on another thread and waits for it; what it throws is thrown here. */
    <T> T during(String label, Supplier<T> work) {
        turning(true);
        CompletableFuture<T> result = CompletableFuture.supplyAsync(work, task -> new Thread(task, label).start());
        try {
            for (int turn = 0; ; turn++) {
                show(TURNS[turn % TURNS.length] + " " + label);
                try {
                    return result.get(TURN_MS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // The work continues.
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw unwrapped(cause == null ? e : cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserInterruptException("");
        } finally {
            show("");
            turning(false);
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    @Override
    public synchronized void on(CredentialEvent event) {
        if (turning) {
            Progress.line(event).ifPresent(line -> {
                terminal.writer().write(CLEARED + Plain.text(line) + "\n");
                terminal.writer().flush();
            });
        }
    }

    private synchronized void turning(boolean now) {
        turning = now;
    }

    private synchronized void show(String line) {
        terminal.writer().write(CLEARED + Cells.cut(Plain.text(line), Math.max(2, terminal.getWidth() - 1)));
        terminal.writer().flush();
    }
}
