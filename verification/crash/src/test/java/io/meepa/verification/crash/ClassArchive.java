package io.meepa.verification.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path of children, and an archive of their classes as the JVM shares them between processes: hundreds of
 * children start in a fraction of the time.
 */
final class ClassArchive {

    private static final class Holder {

        static final ClassArchive ARCHIVE = new ClassArchive(build());
    }

    private final List<String> java;

    private ClassArchive(List<String> java) {
        this.java = List.copyOf(java);
    }

    static ClassArchive get() {
        return Holder.ARCHIVE;
    }

    /** The command that starts a JVM with the archive, without the main class. */
    List<String> java() {
        return java;
    }

    private static List<String> build() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "children").toAbsolutePath());
            Path archive = folder.resolve("classes.jsa");
            Files.deleteIfExists(archive);
            List<String> plain = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            plain.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m", "-Xss512k"));
            plain.addAll(List.of("-cp", classPath(folder)));
            dump(plain, archive, folder);
            List<String> fast = new ArrayList<>(plain);
            fast.add("-Xshare:auto");
            fast.add("-XX:SharedArchiveFile=" + archive);
            return fast;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A whole flight, warm-up and all, at an upstream of its own; its classes are archived as it ends. */
    private static void dump(List<String> plain, Path archive, Path folder) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(folder, "home");
        try (Upstream upstream = Upstream.start()) {
            Situation situation = new Situation(
                    home, "dump", upstream.port(), Situation.UpstreamClass.SEVERAL_STEPS, Situation.Keeping.WHOLE);
            List<String> command = new ArrayList<>(plain);
            command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, ChildMain.class.getName(), "run", "ROTATE"));
            command.addAll(Arrays.asList(situation.arguments()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("dump.log").toFile())
                    .start();
            try (OutputStream input = process.getOutputStream()) {
                input.write("go\n".getBytes(StandardCharsets.UTF_8));
            }
            process.waitFor();
        }
    }

    /** Archives hold classes of jars alone: what is built but not packed is packed here. */
    private static String classPath(Path folder) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (!entry.isEmpty() && Files.isDirectory(path)) {
                jars.add(pack(path, folder.resolve("packed-" + jars.size() + ".jar"))
                        .toString());
            } else if (Files.isRegularFile(path)) {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
        return jar;
    }
}
