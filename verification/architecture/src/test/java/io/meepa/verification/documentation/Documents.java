package io.meepa.verification.documentation;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What people read: the files at the top of the repository, those below {@code docs}, and the examples' own. */
final class Documents {

    private Documents() {}

    static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path file : files()) {
            blocks.addAll(Block.of(Repository.root().relativize(file), Files.readString(file)));
        }
        return blocks;
    }

    /** Lists the documents. */
    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(documents(Repository.root(), 1));
        files.addAll(documents(Repository.root().resolve("docs"), Integer.MAX_VALUE));
        files.addAll(documents(Repository.root().resolve("examples"), 2));
        return files;
    }

    private static List<Path> documents(Path folder, int depth) throws IOException {
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return all.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }
}
