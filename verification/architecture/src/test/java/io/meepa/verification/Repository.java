package io.meepa.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The repository that these tests judge. */
public final class Repository {

    private static final Set<String> MADE_BY_BUILDS = Set.of("target", "node_modules");

    private Repository() {}

    /**
     * Finds the folder above that holds the documentation.
     *
     * @return the repository's root
     */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/feature-matrix.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "run this within the repository");
        }
        return folder;
    }

    /**
     * Lists what was written, and nothing that builds made of it.
     *
     * @return the files, each as its path below the root, in order
     * @throws IOException if a folder cannot be read
     */
    public static List<Path> files() throws IOException {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(Repository::isWritten)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isWritten(Path file) {
        for (Path part : file) {
            if (MADE_BY_BUILDS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a file.
     *
     * @param file its path below the root
     * @return the text
     */
    public static String read(Path file) {
        try {
            return Files.readString(root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
