package io.meepa.verification.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The real program, where it is installed; on the build server it has to be. */
record RealSops(Path program) {

    /** Finds it, skips the test if there is none, or fails it where there must be one. */
    static RealSops require() {
        Optional<Path> found = Stream.of(
                        System.getProperty("sops.programs", ""),
                        System.getenv().getOrDefault("SOPS_PROGRAMS", ""),
                        System.getenv().getOrDefault("PATH", ""))
                .flatMap(path -> Stream.of(path.split(File.pathSeparator, -1)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "sops"))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && "mandatory".equals(System.getenv("MEEPA_INTEROP"))) {
            throw new AssertionError("sops is not installed, and this machine must have it");
        }
        Assumptions.assumeTrue(found.isPresent(), "needs the program sops");
        return new RealSops(found.orElseThrow());
    }

    JsonNode decrypt(Path document, Path key) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(run(key, List.of("decrypt", document.toString())));
    }

    String run(Path key, List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(program.toString()), arguments.stream()).toList());
        builder.environment().put("SOPS_AGE_KEY_FILE", key.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("sops ended with " + process.exitValue());
        }
        return output;
    }
}
