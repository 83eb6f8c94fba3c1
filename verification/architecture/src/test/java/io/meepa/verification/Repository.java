package io.meepa.verification;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The repository that these tests judge. */
public final class Repository {

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
}
