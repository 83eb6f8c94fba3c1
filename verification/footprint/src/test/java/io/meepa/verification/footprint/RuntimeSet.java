package io.meepa.verification.footprint;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars that somebody who uses the default set has at run time. In a build without jars, folders of classes. */
final class RuntimeSet {

    private static final Pattern JAR = Pattern.compile("(?<name>.+?)-\\d.*\\.jar");

    private final List<Path> entries;

    private RuntimeSet(List<Path> entries) {
        this.entries = entries;
    }

    static RuntimeSet ofThisBuild() {
        try {
            String set = Files.readString(Path.of("target", "runtime-set.txt"));
            return new RuntimeSet(Stream.of(set.strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the build wrote no target/runtime-set.txt", e);
        }
    }

    List<Path> entries() {
        return entries;
    }

    String asPath() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Sizes in bytes by the jar's name without version. */
    SortedMap<String, Long> jars() {
        SortedMap<String, Long> sizes = new TreeMap<>();
        for (Path entry : entries) {
            Matcher jar = JAR.matcher(entry.getFileName().toString());
            if (jar.matches()) {
                sizes.put(jar.group("name"), entry.toFile().length());
            }
        }
        return sizes;
    }
}
