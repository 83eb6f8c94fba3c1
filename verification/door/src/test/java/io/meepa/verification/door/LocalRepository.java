package io.meepa.verification.door;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A local Maven repository in which the modules of this build stand as {@code mvn install} would put them. What others
 * published stands there by links into the repository that the build uses, which itself stays as it is.
 */
final class LocalRepository {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    private LocalRepository() {}

    /** Returns the repository that the build was pointed to, or a new one below {@code target}. */
    static Path ofThisBuild() throws IOException {
        String given = System.getProperty("door.repository", "");
        if (!given.isBlank()) {
            return Path.of(given);
        }
        Path folder = Path.of("target", "repository").toAbsolutePath();
        delete(folder);
        Path local = Path.of(System.getProperty("door.local"));
        Path groups = Files.createDirectories(folder.resolve("io"));
        link(local, folder);
        if (Files.isDirectory(local.resolve("io"))) {
            link(local.resolve("io"), groups);
        }
        Path ours = groups.resolve("meepa");
        install(Source.root(), ours.resolve("meepa-credentials-parent"), false);
        for (Path module : modules(Source.root())) {
            install(module, ours.resolve(module.getFileName().toString()), true);
        }
        return folder;
    }

    /** Follows no link. */
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void link(Path from, Path to) throws IOException {
        for (Path entry : children(from)) {
            Path name = entry.getFileName();
            if (!name.toString().equals("io") && !name.toString().equals("meepa")) {
                Files.createSymbolicLink(to.resolve(name), entry.toAbsolutePath());
            }
        }
    }

    private static List<Path> modules(Path source) throws IOException {
        return children(source).stream()
                .filter(module -> module.getFileName().toString().startsWith("meepa-"))
                .filter(module -> Files.exists(module.resolve("pom.xml")))
                .toList();
    }

    private static void install(Path module, Path artifact, boolean withClasses) throws IOException {
        Path version = Files.createDirectories(artifact.resolve(VERSION));
        String name = artifact.getFileName() + "-" + VERSION;
        Files.copy(module.resolve("pom.xml"), version.resolve(name + ".pom"));
        Path classes = module.resolve("target").resolve("classes");
        if (withClasses && Files.isDirectory(classes)) {
            archive(classes, version.resolve(name + ".jar"));
        }
    }

    private static void archive(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            Files.walkFileTree(classes, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    Files.copy(file, entries);
                    entries.closeEntry();
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
