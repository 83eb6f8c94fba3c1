package io.meepa.credentials.core.tool;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.tool.OutputMask;
import io.meepa.credentials.tool.ToolProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A child whose output passes through a mask, and that does not outlive its starter. */
final class SupervisedProcess implements ToolProcess {

    /** How long a child may take to end when asked to, and what is left of its output to come after its end. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final Process process;
    private final OutputPump output;
    private final OutputPump errors;
    private final Duration grace;
    private final ShutdownHook shutdownHook;
    private volatile boolean closed;

    private SupervisedProcess(
            Process process, OutputPump output, OutputPump errors, Duration grace, ShutdownHook shutdownHook) {
        this.process = process;
        this.output = output;
        this.errors = errors;
        this.grace = grace;
        this.shutdownHook = shutdownHook;
    }

    static SupervisedProcess start(
            ProcessBuilder command, OutputMask mask, OutputStream output, OutputStream errors, Duration grace) {
        command.redirectOutput(ProcessBuilder.Redirect.PIPE).redirectError(ProcessBuilder.Redirect.PIPE);
        Start start = new Start();
        ShutdownHook hook = ShutdownHook.of("meepa-tool-end", start::end);
        try {
            return start.of(() -> {
                Process process = launch(command);
                OutputPump outputPump = new OutputPump(process.getInputStream(), mask, output);
                OutputPump errorPump = new OutputPump(process.getErrorStream(), mask, errors);
                outputPump.start();
                errorPump.start();
                return new SupervisedProcess(process, outputPump, errorPump, grace, hook);
            });
        } catch (RuntimeException e) {
            hook.forget();
            throw e;
        }
    }

    private static Process launch(ProcessBuilder command) {
        try {
            return command.start();
        } catch (IOException e) {
            // The system's message names the program and the folder; arguments are not in it.
            throw new ConfigurationException("a tool cannot be started: " + e.getMessage());
        }
    }

    @Override
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        try {
            int exitCode = process.waitFor();
            output.finish(grace, () -> !closed);
            errors.finish(grace, () -> !closed);
            output.rethrow();
            errors.rethrow();
            shutdownHook.forget();
            return exitCode;
        } catch (InterruptedException | UncheckedIOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        end();
        shutdownHook.forget();
    }

    private void end() {
        closed = true;
        // Listed before the child ends: afterwards its children have another parent.
        List<ProcessHandle> family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        family.forEach(ProcessHandle::destroy);
        if (!endedInTime(family)) {
            family.forEach(ProcessHandle::destroyForcibly);
            awaitEnd();
        }
    }

    /** No process survives a forcible end, but it takes a moment until the child is gone. */
    private void awaitEnd() {
        process.onExit()
                .completeOnTimeout(process, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private boolean endedInTime(List<ProcessHandle> family) {
        CompletableFuture<?>[] ends = family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(grace.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A start that the end of the JVM waits for, and ends: at no moment is there a child that nobody would end. */
    private static final class Start {

        private @Nullable SupervisedProcess started;

        synchronized SupervisedProcess of(Supplier<SupervisedProcess> launch) {
            SupervisedProcess process = launch.get();
            started = process;
            return process;
        }

        synchronized void end() {
            if (started != null) {
                started.end();
            }
        }
    }
}
