package io.meepa.verification.door;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A shell such as a container has: no terminal, no locale, no home, no variable but those that are set here. Where it may,
 * it runs {@code java} as a user without an entry in the list of users, and without it says so to the JVM.
 */
final class BareShell {

    private static final String NOBODY = "54321";
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path folder;
    private final Path programs;

    private BareShell(Path folder, Path programs) {
        this.folder = folder;
        this.programs = programs;
    }

    /** A shell in a folder, whose {@code mvn} uses a local repository. */
    static BareShell in(Path folder, Path repository) throws IOException {
        Path programs = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-programs"));
        BareShell shell = new BareShell(folder, programs);
        Files.setPosixFilePermissions(
                folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x")); // For the stranger.
        Path maven = Path.of(System.getProperty("door.maven"), "bin", "mvn");
        shell.program("mvn", "exec '%s' -B -Dmaven.repo.local='%s' \"$@\"".formatted(maven, repository));
        shell.program("java", shell.stranger() + " \"$@\"");
        return shell;
    }

    /** Runs commands and returns what they printed; fails if one of them fails. */
    String run(String commands, Map<String, String> variables) throws IOException, InterruptedException {
        Path output = folder.resolveSibling(folder.getFileName() + ".output");
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-e", "-c", commands)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().clear();
        shell.environment().putAll(new TreeMap<>(variables));
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        shell.environment().put("PATH", programs + ":/usr/bin:/bin");
        int exitCode = shell.start().waitFor();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + " of: " + commands + "\n" + printed);
        }
        return printed;
    }

    private void program(String name, String line) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Root may become a user that the machine does not know; for others the JVM gets what it would find. */
    private String stranger() throws IOException {
        String unknown = "setpriv --reuid=%s --regid=%s --clear-groups '%s'".formatted(NOBODY, NOBODY, JAVA);
        boolean possible = succeeds("/bin/sh", "-c", "test $(id -u) = 0 && " + unknown + " -version");
        return possible
                ? "chown -R %s:%s . && exec %s".formatted(NOBODY, NOBODY, unknown)
                : "exec '%s' -Duser.home=? -Duser.name=?".formatted(JAVA);
    }

    private static boolean succeeds(String... command) throws IOException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
