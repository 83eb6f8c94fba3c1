package io.meepa.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many top-level types a package may have, so that a reader can see all of them at once. */
final class PackageSizes {

    private static final int MOST_TYPES = 20;

    /** The API's own package, which holds what every caller meets first. */
    private static final Map<String, Integer> ALLOWED = Map.of(Dependencies.API, 30);

    private static final String SOURCES = "/src/main/java/";

    private PackageSizes() {}

    /** Returns the packages with more types than they may have, and how many those are. */
    static Map<String, Integer> tooLarge(Iterable<JavaClass> classes) {
        return tooLarge(of(classes));
    }

    /** Returns the packages with more types than they may have, of the programs below a folder. */
    static Map<String, Integer> tooLarge(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, Integer> sizes = new TreeMap<>();
            files.filter(PackageSizes::isSource).forEach(file -> sizes.merge(packageOf(file), 1, Integer::sum));
            return tooLarge(sizes);
        }
    }

    private static Map<String, Integer> tooLarge(Map<String, Integer> sizes) {
        sizes.entrySet().removeIf(size -> size.getValue() <= ALLOWED.getOrDefault(size.getKey(), MOST_TYPES));
        return sizes;
    }

    private static boolean isSource(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java")
                && !name.endsWith("-info.java")
                && file.toString().contains(SOURCES);
    }

    private static String packageOf(Path file) {
        String folder = file.getParent().toString();
        return folder.substring(folder.indexOf(SOURCES) + SOURCES.length()).replace('/', '.');
    }

    /** Returns how many top-level types each package has. */
    static Map<String, Integer> of(Iterable<JavaClass> classes) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (JavaClass type : classes) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                sizes.merge(type.getPackageName(), 1, Integer::sum);
            }
        }
        return sizes;
    }
}
