package io.meepa.verification.benchmarks.peer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs programs. */
public final class Commands {

    private Commands() {}

    /**
     * Runs a program to its end.
     *
     * @param folder where
     * @param environment variables to set
     * @param words the program and its arguments
     * @return what it printed
     * @throws IOException if it cannot be started, or fails
     * @throws InterruptedException if this thread is interrupted
     */
    public static String run(Path folder, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().putAll(environment);
        Path errors = Files.createTempFile(folder, "errors", ".log");
        Process process = builder.redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        String output;
        try (InputStream printed = process.getInputStream()) {
            output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) {
            throw new IOException(words.get(0) + " failed: " + Files.readString(errors));
        }
        Files.delete(errors);
        return output;
    }

    /**
     * Looks for a program.
     *
     * @param name its name
     * @return where on the path it is
     */
    public static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path program = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }
}
