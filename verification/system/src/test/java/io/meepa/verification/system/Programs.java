package io.meepa.verification.system;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real programs, where they are installed; on the continuous-integration machine they have to be. */
final class Programs {

    private Programs() {}

    static Path require(String name) {
        Optional<Path> found = find(name);
        if (found.isEmpty() && "mandatory".equals(System.getenv("MEEPA_INTEROP"))) {
            throw new AssertionError(name + " is not installed, and this machine must have it");
        }
        Assumptions.assumeTrue(found.isPresent(), "needs the program " + name);
        return found.orElseThrow();
    }

    static String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " failed: " + output);
        }
        return output;
    }

    private static Optional<Path> find(String name) {
        List<String> folders = new ArrayList<>();
        for (String path :
                List.of(System.getProperty("sops.programs", ""), System.getenv().getOrDefault("PATH", ""))) {
            folders.addAll(Arrays.asList(path.split(File.pathSeparator, -1)));
        }
        return folders.stream()
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
