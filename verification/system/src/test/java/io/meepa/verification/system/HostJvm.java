package io.meepa.verification.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A second, real JVM that runs a host: {@link SessionHost} or {@link ConnectionHost}. */
final class HostJvm implements AutoCloseable {

    /** The exit code of a process that {@code kill -9} ended. */
    static final int KILLED = 128 + 9;

    private final Process process;
    private final BufferedReader output;

    private HostJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static HostJvm start(Path home, String url, int threads) throws IOException {
        return start(SessionHost.class, List.of(home.toString(), url, String.valueOf(threads)));
    }

    static HostJvm start(Class<?> main, List<String> arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** Starts it under a command such as strace. */
    static HostJvm start(List<String> before, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        HostJvm host = new HostJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        if (!host.line().equals(Optional.of("ready"))) {
            throw new IOException("the host did not start");
        }
        return host;
    }

    void say(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** Returns the next line, or nothing at the end. */
    Optional<String> line() throws IOException {
        return Optional.ofNullable(output.readLine());
    }

    /** Waits for its end and returns the exit code. */
    int end() throws InterruptedException {
        return process.waitFor();
    }

    /** Kills it as {@code kill -9} does; what it said before can still be read. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
