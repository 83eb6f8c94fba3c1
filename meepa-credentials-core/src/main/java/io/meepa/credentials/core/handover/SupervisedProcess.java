package io.meepa.credentials.core.handover;

import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.handover.OutputMask;
import io.meepa.credentials.handover.ToolProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child whose output passes through a mask, and that does not outlive whoever started it. */
final class SupervisedProcess implements ToolProcess {

    private static final int GRACE_SECONDS = 5;

    private final Process process;
    private final OutputPump output;
    private final OutputPump errors;
    private final Thread lastWish = new Thread(this::end, "meepa-tool-end");

    private SupervisedProcess(Process process, OutputPump output, OutputPump errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static SupervisedProcess start(ProcessBuilder command, OutputMask mask, OutputStream output, OutputStream errors) {
        command.redirectOutput(ProcessBuilder.Redirect.PIPE).redirectError(ProcessBuilder.Redirect.PIPE);
        Process process = launch(command);
        SupervisedProcess supervised = new SupervisedProcess(
                process,
                new OutputPump(process.getInputStream(), mask, output),
                new OutputPump(process.getErrorStream(), mask, errors));
        supervised.begin();
        return supervised;
    }

    private static Process launch(ProcessBuilder command) {
        try {
            return command.start();
        } catch (IOException e) {
            // The system's message names the program and the folder; arguments are not in it.
            throw new ConfigurationException("a tool cannot be started: " + e.getMessage());
        }
    }

    private void begin() {
        Runtime.getRuntime().addShutdownHook(lastWish);
        output.start();
        errors.start();
    }

    private void forgetLastWish() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastWish);
        } catch (IllegalStateException e) {
            // The JVM is on its way out, and the hook finds nothing left to do.
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
            output.join();
            errors.join();
            int exitCode = process.waitFor();
            output.rethrow();
            errors.rethrow();
            forgetLastWish();
            return exitCode;
        } catch (InterruptedException | UncheckedIOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        end();
        forgetLastWish();
    }

    private void end() {
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroy);
        if (!endedInTime()) {
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Asked for before the child ends: afterwards its children are somebody else's. */
    private List<ProcessHandle> family() {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(0, process.toHandle());
        return family;
    }

    private boolean endedInTime() {
        try {
            return process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
