package io.meepa.credentials.sops.interop;

import io.meepa.credentials.sops.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real sops in a folder of its own, with one identity at hand. */
final class Sops {

    private final Path program;
    private final Path folder;
    private final Map<String, String> environment;

    Sops(Path program, Path folder, Identity... identities) {
        this.program = program;
        this.folder = folder;
        List<String> keys = new ArrayList<>();
        for (Identity identity : identities) {
            keys.add(identity.secret().reveal());
        }
        this.environment =
                Map.of("SOPS_AGE_KEY", String.join("\n", keys), "HOME", folder.toString(), "PATH", "/usr/bin:/bin");
    }

    Path folder() {
        return folder;
    }

    /** Whether it lays files out as ours do: since 3.13 the metadata is sorted and a final newline written. */
    boolean isCurrent() {
        return version().startsWith("3.13.");
    }

    String version() {
        String[] words = run("--version", "--disable-version-check")
                .lines()
                .findFirst()
                .orElseThrow()
                .split(" ", -1);
        return words[1];
    }

    byte[] encrypt(byte[] plain, String... options) {
        write("plain.json", plain);
        List<String> arguments = new ArrayList<>(List.of("--encrypt"));
        arguments.addAll(List.of(options));
        arguments.add("plain.json");
        return run(arguments.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8);
    }

    byte[] decrypt(byte[] file) {
        write("file.json", file);
        return run("--decrypt", "file.json").getBytes(StandardCharsets.UTF_8);
    }

    /** Runs a command that changes a file in place. */
    byte[] change(byte[] file, String... command) {
        write("file.json", file);
        run(command);
        return read("file.json");
    }

    byte[] edit(byte[] file, String script) {
        Path editor = write("editor.sh", ("#!/bin/sh\n" + script + "\n").getBytes(StandardCharsets.UTF_8));
        editor.toFile().setExecutable(true);
        write("file.json", file);
        run(Map.of("EDITOR", editor.toString()), "file.json");
        return read("file.json");
    }

    Path write(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] read(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private String run(Map<String, String> more, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        try {
            Path errors = folder.resolve("errors.txt");
            Process process = builder.redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + Files.readString(errors));
            }
            return out;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
