package io.meepa.verification.benchmarks.measure.cold;

import io.meepa.verification.benchmarks.child.ClassPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM is started.
 *
 * @param java the program
 * @param options what stands before the class path
 */
record Launch(Path java, List<String> options) {

    /** C1 alone: compiles quickly rather than well. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    Launch {
        options = List.copyOf(options);
    }

    /** The JDK that this runs on, as it comes. */
    static Launch here() {
        return new Launch(ClassPath.java(), List.of());
    }

    Launch withC1Alone() {
        return with(QUICK_COMPILER);
    }

    /** Writes an archive of classes when the process ends (AppCDS). */
    Launch writingArchive(Path archive) {
        return with("-XX:ArchiveClassesAtExit=" + archive);
    }

    Launch withArchive(Path archive) {
        return with("-XX:SharedArchiveFile=" + archive);
    }

    /** Writes a cache of loaded and linked classes when the process ends (JEP 514, JDK 25). */
    Launch writingCache(Path cache) {
        return with("-XX:AOTCacheOutput=" + cache);
    }

    /** A cache that cannot be used ends the process: the figure is that of the cache or none. */
    Launch withCache(Path cache) {
        return with("-XX:AOTCache=" + cache).with("-XX:AOTMode=on");
    }

    private Launch with(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new Launch(java, more);
    }

    /** Returns the command that starts a program. */
    List<String> command(String classPath, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.addAll(program);
        return command;
    }
}
