package io.meepa.verification.benchmarks.growth;

import io.meepa.credentials.sops.Identity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real program, to measure by. */
final class RealSops {

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private final Path program;
    private final Identity identity;

    private RealSops(Path program, Identity identity) {
        this.program = program;
        this.identity = identity;
    }

    /** Finds the last one in the folders of the variable {@code SOPS_PROGRAMS}, or else the first on the path. */
    static Optional<RealSops> find(Identity identity) {
        return programs("SOPS_PROGRAMS")
                .reduce((one, next) -> next)
                .or(() -> programs("PATH").findFirst())
                .map(program -> new RealSops(program, identity));
    }

    private static Stream<Path> programs(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isEmpty()
                ? Stream.empty()
                : SEPARATOR
                        .splitAsStream(value)
                        .map(folder -> Path.of(folder).resolve("sops"))
                        .filter(Files::isExecutable);
    }

    /** Decrypts a file and throws the answer away. */
    void decrypt(Path file) {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "--decrypt", file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SOPS_AGE_KEY", identity.secret().reveal());
        try {
            int exit = builder.start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("sops ended with " + exit);
            }
        } catch (IOException e) {
            throw new IllegalStateException("sops could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sops ran", e);
        }
    }
}
