package io.meepa.verification.benchmarks.measure;

import io.meepa.verification.benchmarks.child.Updates;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Another process that updates credentials as often as it is asked to. */
final class Writers implements AutoCloseable {

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    /** Starts one with a thread for each of the credentials. */
    Writers(Bench bench, SampleHome home, int... credentials) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(Updates.class.getName(), home.folder().toString(), SampleHome.AGENT.value()));
        for (int credential : credentials) {
            words.add(SampleHome.key(credential).service());
        }
        process = new ProcessBuilder(ClassPath.java(ClassPath.host(bench.folder()), words.toArray(String[]::new)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter(StandardCharsets.US_ASCII);
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Starts: each thread updates that often. */
    void begin(int times) throws IOException {
        orders.write(times + "\n");
        orders.flush();
    }

    void await() throws IOException {
        if (answers.readLine() == null) {
            throw new IOException("a writer ended");
        }
    }

    /** Returns whether it is done, without waiting. */
    boolean isDone() throws IOException {
        return answers.ready();
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
    }
}
