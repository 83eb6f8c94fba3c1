package io.meepa.credentials.sops.key;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.text.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * A command that prints identities, run without a shell. Its errors are not shown: they may quote what it knows. What it
 * printed is kept until it opens a file no longer. Thread-safe.
 *
 * @param words program and arguments; {@code {id}} in them stands for the agent
 * @param timeout how long it may take, from its start to its end
 * @param nanos a clock that is never put back
 */
public record KeyCommand(List<String> words, Duration timeout, LongSupplier nanos) implements KeySource {

    /** Copies the words. */
    public KeyCommand {
        words = List.copyOf(words);
    }

    /**
     * Creates a command by the clock of this machine.
     *
     * @param words program and arguments
     * @param timeout how long it may take, from its start to its end
     */
    public KeyCommand(List<String> words, Duration timeout) {
        this(words, timeout, System::nanoTime);
    }

    @Override
    public Secret read(AgentId agent) {
        long start = nanos.getAsLong();
        Process process = start(agent);
        try {
            byte[] printed = output(process).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (!process.waitFor(timeout.toNanos() - (nanos.getAsLong() - start), TimeUnit.NANOSECONDS)) {
                throw failed(agent, "took longer than " + timeout.toSeconds() + " s");
            }
            return accepted(agent, process.exitValue(), printed);
        } catch (TimeoutException e) {
            throw failed(agent, "took longer than " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw failed(agent, "could not be read from");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(agent, "was given up, because this thread was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public Object version(AgentId agent) {
        return words;
    }

    @Override
    public String describe(AgentId agent) {
        return "key command " + words.get(0);
    }

    private Process start(AgentId agent) {
        List<String> command =
                words.stream().map(word -> word.replace("{id}", agent.value())).toList();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw failed(agent, "could not be started");
        }
    }

    /** On a thread of its own: a grandchild may keep the pipe open for ever. */
    private static CompletableFuture<byte[]> output(Process process) {
        CompletableFuture<byte[]> output = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (InputStream in = process.getInputStream()) {
                        output.complete(in.readNBytes(Limits.COMMAND_BYTES + 1));
                    } catch (IOException e) {
                        output.completeExceptionally(e);
                    }
                },
                "meepa-key-command");
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    private Secret accepted(AgentId agent, int exitCode, byte[] printed) {
        if (exitCode == 0 && printed.length <= Limits.COMMAND_BYTES) {
            return Secret.wrap(printed);
        }
        Arrays.fill(printed, (byte) 0);
        throw failed(
                agent,
                exitCode == 0 ? "printed more than " + Limits.COMMAND_BYTES + " bytes" : "ended with " + exitCode);
    }

    private KeyUnavailableException failed(AgentId agent, String how) {
        return new KeyUnavailableException(
                "agent " + agent + ": " + describe(agent) + " " + how + ": run it by hand to see why");
    }
}
