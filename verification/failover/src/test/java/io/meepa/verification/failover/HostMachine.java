package io.meepa.verification.failover;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gateway as a process on a machine of its own. Each start is another incarnation. Not thread-safe. */
final class HostMachine implements AutoCloseable {

    private final MachineNetwork network;
    private final String name;
    private final Path folder;
    private final Identity identity;
    private final List<String> arguments;
    private @Nullable Process process;
    private int incarnation;

    HostMachine(MachineNetwork network, String name, Path folder, Identity identity, List<String> arguments) {
        this.network = network;
        this.name = name;
        this.folder = folder;
        this.identity = identity;
        this.arguments = List.copyOf(arguments);
    }

    String name() {
        return name;
    }

    String incarnation() {
        return name + "x" + incarnation;
    }

    void start() {
        incarnation++;
        List<String> command = new ArrayList<>(network.prefix(name));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HostProgram.class.getName(),
                incarnation(),
                folder.resolve(name).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
        try (Secret key = identity.secret()) {
            builder.environment().put("MEEPA_KEY", key.reveal());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        Process running = running();
        running.destroyForcibly();
        running.onExit().join();
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(running().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it ended by itself, and returns its exit code. */
    int awaitEnd() {
        return running().onExit().join().exitValue();
    }

    boolean isAlive() {
        return running().isAlive();
    }

    private Process running() {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return started;
    }

    @Override
    public void close() {
        Process started = process;
        if (started != null) {
            started.destroyForcibly();
        }
    }
}
