package io.meepa.credentials.testkit.store;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.testkit.check.ContractAssert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks into every file below a folder. */
final class FolderScan {

    private FolderScan() {}

    static void requireWithout(Path folder, Secret secret) {
        for (Path file : files(folder)) {
            ContractAssert.require(
                    !content(file).contains(secret.reveal()),
                    "R13: the file " + folder.relativize(file) + " holds a hidden value in clear: encrypt it");
        }
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
