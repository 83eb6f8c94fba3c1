package io.meepa.verification.benchmarks.child;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The class path of another JVM: what a host of the library has, without this module's peers and tools. */
public final class ClassPath {

    private static final List<String> HOST = List.of(
            "meepa-credentials-api",
            "meepa-credentials-core",
            "meepa-store-sops",
            "jackson-",
            "snakeyaml",
            "jagged-",
            "re2j",
            "slf4j-api");

    private static final String OURS = "benchmarks";

    private ClassPath() {}

    /**
     * Returns the path of programs of this module that use the library. Jars only: archives of classes hold nothing else.
     *
     * @param folder where jars of class folders are written
     * @return the class path
     * @throws IOException if a jar cannot be written
     */
    public static String host(Path folder) throws IOException {
        return jars(folder, entry -> isOurs(entry) || HOST.stream().anyMatch(entry::contains));
    }

    /**
     * Returns the path of programs of this module that use nothing.
     *
     * @param folder where jars of class folders are written
     * @return the class path
     * @throws IOException if a jar cannot be written
     */
    public static String bare(Path folder) throws IOException {
        return jars(folder, ClassPath::isOurs);
    }

    private static boolean isOurs(String entry) {
        return entry.contains(File.separator + OURS);
    }

    private static String jars(Path folder, Predicate<String> wanted) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (wanted.test(entry)) {
                jars.add(jar(folder, Path.of(entry)));
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static String jar(Path folder, Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            return entry.toString();
        }
        Path jar = folder.resolve(Integer.toHexString(entry.hashCode()) + ".jar");
        if (Files.exists(jar)) {
            return jar.toString();
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> classes = Files.walk(entry)) {
            classes.filter(Files::isRegularFile).sorted().forEach(path -> add(out, entry.relativize(path), path));
        }
        return jar.toString();
    }

    private static void add(JarOutputStream out, Path name, Path file) {
        try {
            out.putNextEntry(new JarEntry(name.toString().replace(File.separatorChar, '/')));
            Files.copy(file, out);
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the program that this JVM was started with.
     *
     * @return the program
     */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * Returns the command that starts a JVM like this one.
     *
     * @param classPath its class path
     * @param words the main class and its arguments
     * @return the command
     */
    public static List<String> java(String classPath, String... words) {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.add("-cp");
        command.add(classPath);
        command.addAll(Arrays.asList(words));
        return command;
    }
}
