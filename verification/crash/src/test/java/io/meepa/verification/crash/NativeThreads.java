package io.meepa.verification.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The system's numbers of a child's threads, so that one of them can be traced. */
final class NativeThreads {

    private static volatile String issuing = "-";

    private NativeThreads() {}

    /** Remembers the calling thread as the one that issues. */
    static void note() {
        issuing = current();
    }

    /** Returns the thread that issued last, which a pool will use again, or a dash. */
    static String issuing() {
        return issuing;
    }

    static String current() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/thread-self"))
                    .getFileName()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
