package io.meepa.verification.benchmarks.child;

import io.meepa.verification.benchmarks.sample.SampleHome;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process that updates credentials as often as it is asked to. */
public final class Writers implements AutoCloseable {

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    /**
     * Starts a process with one thread per credential.
     *
     * @param folder where jars may be written
     * @param home what is written to
     * @param credentials the numbers of the credentials
     * @throws IOException if it cannot be started
     */
    public Writers(Path folder, SampleHome home, int... credentials) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(Updates.class.getName(), home.folder().toString(), SampleHome.AGENT.value()));
        for (int credential : credentials) {
            words.add(SampleHome.key(credential).service());
        }
        process = new ProcessBuilder(ClassPath.java(ClassPath.host(folder), words.toArray(String[]::new)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter(StandardCharsets.US_ASCII);
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /**
     * Starts a round.
     *
     * @param times how many updates each thread makes
     * @throws IOException if the process ended
     */
    public void begin(int times) throws IOException {
        orders.write(times + "\n");
        orders.flush();
    }

    /**
     * Waits until the round is done.
     *
     * @throws IOException if the process ended
     */
    public void await() throws IOException {
        if (answers.readLine() == null) {
            throw new IOException("a writer ended");
        }
    }

    /**
     * Returns whether the round is done, without waiting.
     *
     * @return whether it is
     * @throws IOException if the process ended
     */
    public boolean isDone() throws IOException {
        return answers.ready();
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
    }
}
