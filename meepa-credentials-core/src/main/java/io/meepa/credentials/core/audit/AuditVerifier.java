package io.meepa.credentials.core.audit;

import io.meepa.credentials.core.files.OwnFiles;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.AuditReport;
import io.meepa.credentials.spi.Sleeper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a whole trail and reports what is not as it was written. Changes no record. Thread-safe. */
public final class AuditVerifier {

    private final TrailFolder folder;
    private final AuditKey key;
    private final Sleeper sleeper;

    /**
     * Creates a verifier.
     *
     * @param folder where the trail's files are
     * @param key where its key comes from
     * @param sleeper waits for other processes
     */
    public AuditVerifier(Path folder, AuditKey key, Sleeper sleeper) {
        this.folder = new TrailFolder(folder);
        this.key = key;
        this.sleeper = sleeper;
    }

    /**
     * Verifies everything that was recorded before the call.
     *
     * @return what was found
     * @throws StoreException if the trail cannot be read
     * @throws io.meepa.credentials.error.KeyUnavailableException if its key is not there
     */
    public AuditReport verify() {
        try {
            return present() ? verified() : new AuditReport(0, 0, false, List.of());
        } catch (IOException e) {
            throw new StoreException(
                    "the audit trail " + folder.path() + " cannot be read (" + OwnFiles.reason(e)
                            + "): check that its files are files of this user, not links, and that the disk works",
                    e);
        }
    }

    private boolean present() throws IOException {
        if (!Files.exists(folder.path(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        OwnFiles.requireFolder(folder.path());
        return folder.hasHead() || !folder.segments().isEmpty();
    }

    private AuditReport verified() throws IOException {
        try (Secret secret = key.read()) {
            TrailDigest digest = TrailDigest.of(secret);
            Snapshot now = snapshot();
            Optional<Head> head = now.head.flatMap(bytes -> Head.read(bytes, digest));
            Verification verification = new Verification(head, now.head.isPresent(), digest);
            for (Map.Entry<Integer, Long> segment : now.sizes.entrySet()) {
                verify(segment.getKey(), segment.getValue(), verification);
            }
            return verification.report();
        }
    }

    /** What is appended while we read is left for the next time. */
    private Snapshot snapshot() throws IOException {
        try (TrailLock lock = TrailLock.take(folder, sleeper)) {
            Map<Integer, Long> sizes = new TreeMap<>();
            for (int number : folder.segments()) {
                sizes.put(number, folder.size(number));
            }
            return new Snapshot(lock.held() ? folder.headBytes() : Optional.empty(), sizes);
        }
    }

    private void verify(int number, long size, Verification verification) throws IOException {
        String name = String.valueOf(folder.segment(number).getFileName());
        try (FileChannel channel = folder.read(number)) {
            Lines lines = new Lines(channel, 0, size);
            for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                verification.line(number, name, line.get());
            }
        }
    }

    private record Snapshot(Optional<byte[]> head, Map<Integer, Long> sizes) {}
}
