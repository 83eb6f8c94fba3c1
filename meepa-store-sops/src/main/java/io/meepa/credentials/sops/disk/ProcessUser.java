package io.meepa.credentials.sops.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Who this process runs as, where Linux says so: the JDK does not. */
final class ProcessUser {

    // Not the owner of the folder itself: that is root for a JVM with file capabilities (proc(5), /proc/pid).
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IDS = "Uid:";
    private static final int EFFECTIVE = 2;

    private ProcessUser() {}

    static OptionalInt find() {
        try {
            return of(Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** Reads the line with the real, effective, saved and file system user. */
    static OptionalInt of(List<String> status) {
        return status.stream()
                .filter(line -> line.matches(IDS + "(\\s+[0-9]{1,9}){4}"))
                .mapToInt(line -> Integer.parseInt(line.split("\\s+", -1)[EFFECTIVE]))
                .findFirst();
    }
}
