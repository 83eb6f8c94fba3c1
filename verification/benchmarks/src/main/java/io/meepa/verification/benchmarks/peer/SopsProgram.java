package io.meepa.verification.benchmarks.peer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The program {@code sops}: the newest of {@code SOPS_PROGRAMS}, or that on the path. */
public final class SopsProgram {

    private final Path program;
    private final Path folder;

    private SopsProgram(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /**
     * Looks for it.
     *
     * @param folder where it runs
     * @return the program, or empty if there is none
     */
    public static Optional<SopsProgram> find(Path folder) {
        String programs = Optional.ofNullable(System.getenv("SOPS_PROGRAMS")).orElse("");
        Stream<Path> named = Arrays.stream(programs.split(File.pathSeparator, -1))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .map(path -> Files.isDirectory(path) ? path.resolve("sops") : path)
                .filter(Files::isExecutable);
        return Stream.concat(Commands.find("sops").stream(), named)
                .reduce((one, newer) -> newer)
                .map(program -> new SopsProgram(program, folder));
    }

    /**
     * Returns which it is.
     *
     * @return its version
     * @throws IOException if it fails
     * @throws InterruptedException if this thread is interrupted
     */
    public String version() throws IOException, InterruptedException {
        String printed =
                Commands.run(folder, Map.of(), List.of(program.toString(), "--disable-version-check", "--version"));
        return printed.lines().findFirst().orElse("sops").strip();
    }

    /**
     * Decrypts a file.
     *
     * @param file the file
     * @param keyFile the file of its identity
     * @return what it printed
     * @throws IOException if it fails
     * @throws InterruptedException if this thread is interrupted
     */
    public String decrypt(Path file, Path keyFile) throws IOException, InterruptedException {
        return Commands.run(
                folder,
                Map.of("SOPS_AGE_KEY_FILE", keyFile.toString()),
                List.of(program.toString(), "decrypt", file.toString()));
    }
}
