package io.meepa.verification.benchmarks.measure.cold;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDK 25 of this machine, found where the build server's script looks for one. */
final class Jdk25 {

    /** What a line says that cannot be taken. */
    static final String MISSING = "no JDK 25 in JAVA_HOME_25, JAVA_HOME_25_X64 or /usr/lib/jvm";

    private Jdk25() {}

    /** Returns its program, if there is one. */
    static Optional<Path> find() throws IOException {
        List<Path> homes = new ArrayList<>();
        Stream.of("JAVA_HOME_25", "JAVA_HOME_25_X64")
                .flatMap(name -> Stream.ofNullable(System.getenv(name)))
                .filter(home -> !home.isEmpty())
                .map(Path::of)
                .forEach(homes::add);
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(installed, "*25*")) {
                found.forEach(homes::add);
            }
        }
        for (Path home : homes) {
            Path java = home.resolve("bin/java");
            if (Files.isExecutable(java) && isVersion25(home.resolve("release"))) {
                return Optional.of(java);
            }
        }
        return Optional.empty();
    }

    private static boolean isVersion25(Path release) throws IOException {
        if (!Files.isRegularFile(release)) {
            return false;
        }
        return Files.readAllLines(release).stream()
                .anyMatch(line -> line.equals("JAVA_VERSION=\"25\"") || line.startsWith("JAVA_VERSION=\"25."));
    }
}
