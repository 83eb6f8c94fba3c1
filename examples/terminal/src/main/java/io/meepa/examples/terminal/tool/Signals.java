package io.meepa.examples.terminal.tool;

import io.meepa.examples.terminal.prompt.Terminals;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Passes signals on to a tool, so that it ends in its own way and its exit code stays the answer. */
public final class Signals {

    private final CompletableFuture<ProcessHandle> tool = new CompletableFuture<>();
    private final boolean onTerminal = Terminals.canType();

    private Signals() {}

    /**
     * Catches signals from now on: one that comes before the tool started reaches it afterwards.
     *
     * @return what passes them on
     */
    public static Signals caught() {
        Signals signals = new Signals();
        for (String name : List.of("TERM", "HUP", "INT")) {
            org.jline.utils.Signals.register(name, () -> signals.arrived(name));
        }
        return signals;
    }

    /**
     * Passes on what was caught and what will be.
     *
     * @param started the tool
     */
    public void passOnTo(ProcessHandle started) {
        tool.complete(started);
    }

    /** A terminal sends a Ctrl-C to the whole foreground group: after a second one, many tools give up at once. */
    private void arrived(String name) {
        boolean alreadySent = name.equals("INT") && onTerminal;
        if (!alreadySent) {
            var unused = tool.thenAccept(started -> send(started, name));
        }
    }

    private static void send(ProcessHandle tool, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(tool.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            tool.destroy();
        }
    }
}
