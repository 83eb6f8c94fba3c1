package io.meepa.verification.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What people read: the files at the top of the repository, those below {@code docs}, and the examples' own. */
final class Documents {

    private Documents() {}

    /** The folder above that holds the documentation. */
    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/feature-matrix.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "run this within the repository");
        }
        return folder;
    }

    static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path file : files()) {
            blocks.addAll(Block.of(repository().relativize(file), Files.readString(file)));
        }
        return blocks;
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(documents(repository(), 1));
        files.addAll(documents(repository().resolve("docs"), Integer.MAX_VALUE));
        files.addAll(documents(repository().resolve("examples"), 2));
        return files;
    }

    private static List<Path> documents(Path folder, int depth) throws IOException {
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return all.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }
}
