package io.meepa.examples.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pseudo-terminal with a program on it, kept by a tmux server of its own. */
public final class Screen implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(50);

    private static final String BEFORE = "terminal-before";
    private static final String AFTER = "terminal-after";

    private static final int ROWS = 50;

    private final Path folder;

    /** What was shown when a key was pressed last: a prompt that was answered is no new one. */
    private String answered = "";

    private Screen(Path folder) {
        this.folder = folder;
    }

    /** Returns whether tmux is here. */
    public static boolean present() throws InterruptedException {
        return Program.present("tmux", "-V");
    }

    /** Starts a program in a wide window; when it ends, its exit code and then what is typed are shown. */
    public static Screen of(Path folder, Class<?> main, String... arguments) throws Exception {
        return of(140, folder, main, arguments);
    }

    /** Starts a program in a window of a width. */
    public static Screen of(int columns, Path folder, Class<?> main, String... arguments) throws Exception {
        Path script = folder.resolve("on-screen.sh");
        String command = Stream.concat(Program.javaCommand(main).stream(), Stream.of(arguments))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        // A Ctrl-C reaches this script, too: it must survive to report the exit code.
        Files.writeString(
                script,
                "trap : INT\ncd '" + folder + "'\nstty -g >" + BEFORE + "\n" + command + "\ncode=$?\nstty -g >" + AFTER
                        + "\necho \"EXIT:$code\"\nexec cat\n");
        Screen screen = new Screen(folder);
        screen.tmux(
                "-u",
                "new",
                "-d",
                "-x",
                Integer.toString(columns),
                "-y",
                Integer.toString(ROWS),
                "sh",
                script.toString());
        screen.tmux("set", "-s", "set-clipboard", "on");
        return screen;
    }

    /** Types a line. */
    public Screen enter(String line) throws Exception {
        if (!line.isEmpty()) {
            tmux("send-keys", "-l", line);
        }
        return press("Enter");
    }

    /** Presses a key by tmux's name. */
    public Screen press(String key) throws Exception {
        answered = text();
        tmux("send-keys", key);
        return this;
    }

    /** Waits until the screen has changed and its last line that is not blank ends with a text: a prompt, or the exit code. */
    public Screen awaitPrompt(String end) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (String shown = text(); shown.equals(answered) || !lastLine(shown).endsWith(end); shown = text()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no prompt '" + end + "' on:\n" + text());
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        return this;
    }

    /** Waits until the window shows something. */
    public Screen awaitSight(String text) throws Exception {
        return awaitSight(text, shown -> shown.contains(text));
    }

    /** Waits until the window shows something no more. */
    public Screen awaitGone(String text) throws Exception {
        return awaitSight("no " + text, shown -> !shown.isBlank() && !shown.contains(text));
    }

    private Screen awaitSight(String what, Predicate<String> condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.test(window())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not seen: '" + what + "' on:\n" + window());
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        return this;
    }

    /** Returns what the window shows now. */
    public String window() throws Exception {
        return tmux("capture-pane", "-p");
    }

    /** Returns what the window shows now, with its colours as escape sequences. */
    public String colours() throws Exception {
        return tmux("capture-pane", "-p", "-e");
    }

    /** Returns what a program put on the clipboard last. */
    public String clipboard() throws Exception {
        return tmux("show-buffer");
    }

    /** Types characters, as they are. */
    public Screen type(String text) throws Exception {
        answered = text();
        tmux("send-keys", "-l", text);
        return this;
    }

    /** Pastes a text, marked as pasted where the program asked for that. */
    public Screen paste(String text) throws Exception {
        answered = text();
        tmux("set-buffer", text);
        tmux("paste-buffer", "-p");
        return this;
    }

    /** Sends the program a signal. */
    public Screen signal(String name) throws Exception {
        answered = text();
        long shell = Long.parseLong(tmux("display", "-p", "#{pane_pid}").strip());
        long program = ProcessHandle.of(shell)
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow()
                .pid();
        Program.of("kill", "-" + name, Long.toString(program)).run("");
        return this;
    }

    /** Gives the window another size. */
    public Screen resize(int columns, int rows) throws Exception {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
        return this;
    }

    /** Returns everything that was shown so far. */
    public String text() throws Exception {
        return tmux("capture-pane", "-p", "-J", "-S", "-2000");
    }

    /** Returns whether the program, which ended, left the terminal as it found it: echo, lines, signals. */
    public boolean restored() throws IOException {
        String before = Files.readString(folder.resolve(BEFORE));
        return !before.isBlank() && before.equals(Files.readString(folder.resolve(AFTER)));
    }

    private static String lastLine(String shown) {
        List<String> lines =
                shown.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        String[] command = Stream.concat(
                        Stream.of("tmux", "-S", folder.resolve("tmux").toString(), "-f", "/dev/null"),
                        Stream.of(arguments))
                .toArray(String[]::new);
        Program.Result result =
                Program.of(command).with(Map.of("LC_ALL", "C.UTF-8")).run("");
        if (result.exitCode() != 0) {
            throw new IOException("tmux: " + result.errors());
        }
        return result.output();
    }

    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
