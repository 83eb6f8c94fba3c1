package io.meepa.credentials.sops.interop;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds the real programs: in the folders of the system property {@code sops.programs}, then on the PATH. */
final class Programs {

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private Programs() {}

    /** Every sops there is; skips the calling test if there is none. */
    static List<Path> sops() {
        List<Path> found = Stream.concat(
                        folders(System.getProperty("sops.programs")),
                        System.getProperty("sops.programs") == null ? folders(System.getenv("PATH")) : Stream.empty())
                .map(folder -> folder.resolve("sops"))
                .filter(Files::isExecutable)
                .toList();
        require(!found.isEmpty(), "sops");
        return found;
    }

    static Path onPath(String name) {
        Optional<Path> found = folders(System.getenv("PATH"))
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        require(found.isPresent(), name);
        return found.orElseThrow();
    }

    /** How many generated documents a proof uses. */
    static int documents() {
        return Integer.getInteger("proof.documents", Boolean.getBoolean("proof.full") ? 500 : 25);
    }

    @SuppressWarnings("SystemOut") // The line is the result.
    static void report(String what, int compared) {
        System.out.println("proof: " + what + ": " + compared + " documents compared, 0 differences");
    }

    private static Stream<Path> folders(@org.jspecify.annotations.Nullable String list) {
        return list == null || list.isEmpty()
                ? Stream.empty()
                : SEPARATOR.splitAsStream(list).map(Path::of);
    }

    private static void require(boolean found, String name) {
        if (!found && "mandatory".equals(System.getenv("MEEPA_INTEROP"))) {
            throw new AssertionError(name + " is not installed, and this machine must have it");
        }
        Assumptions.assumeTrue(
                found, () -> "needs the program " + name + ", on the PATH or in the folders of -Dsops.programs");
    }
}
