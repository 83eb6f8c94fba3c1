package io.meepa.credentials.core.audit;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that records, and says each number once the record is there to stay. */
final class TrailWriter {

    private TrailWriter() {}

    /** Runs it: folder, name, how many. */
    @SuppressWarnings("SystemOut") // Whoever started this reads it.
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long most = Long.parseLong(arguments[2]);
        try (AuditTrail trail = Trails.in(Path.of(arguments[0])).open()) {
            for (long count = 0; count < most; count++) {
                out.println(trail.record(Trails.event(arguments[1] + "/" + count), 0));
            }
        }
    }
}
