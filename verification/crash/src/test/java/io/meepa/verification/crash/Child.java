package io.meepa.verification.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A second, real JVM that runs {@link ChildMain}. */
final class Child implements AutoCloseable {

    private static final String KILLED = "killed";

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static Child run(ChildTask task, Situation situation) throws IOException {
        return start(words("run", task.name(), situation));
    }

    static Child race(int threads, Situation situation) throws IOException {
        return start(words("race", Integer.toString(threads), situation));
    }

    static Child recover(ChildTask task) throws IOException {
        return start(List.of("recover", task.name()));
    }

    private static List<String> words(String command, String option, Situation situation) {
        List<String> words = new ArrayList<>(List.of(command, option));
        words.addAll(Arrays.asList(situation.arguments()));
        return words;
    }

    static Child register(List<String> arguments) throws IOException {
        return start(RegisteringMain.class, arguments);
    }

    private static Child start(List<String> arguments) throws IOException {
        return start(ChildMain.class, arguments);
    }

    private static Child start(Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(ClassArchive.get().java());
        command.add(main.getName());
        command.addAll(arguments);
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "children.err").toFile()))
                .start());
    }

    /** Waits until it has warmed up; returns the numbers of the thread that calls and the one that issues. */
    List<String> awaitReady() throws IOException {
        String[] words = line().orElse("").split(" ", -1);
        if (!words[0].equals("ready")) {
            throw new IOException("the child said " + Arrays.toString(words));
        }
        return List.of(words).subList(1, words.length);
    }

    void go() throws IOException {
        say("go");
    }

    void say(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    void sayNoMore() throws IOException {
        process.getOutputStream().close();
    }

    Optional<String> line() throws IOException {
        return Optional.ofNullable(output.readLine());
    }

    /** Waits for its end; returns how its task ended, or that it was killed before. */
    String end() throws IOException, InterruptedException {
        String last = KILLED;
        for (Optional<String> line = line(); line.isPresent(); line = line()) {
            last = line.get();
        }
        process.waitFor();
        return last;
    }

    static boolean killed(String end) {
        return end.equals(KILLED);
    }

    /** Kills it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Sends it a signal by name. */
    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
