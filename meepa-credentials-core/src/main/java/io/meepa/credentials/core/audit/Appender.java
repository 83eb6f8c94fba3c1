package io.meepa.credentials.core.audit;

import io.meepa.credentials.core.config.AuditPolicy;
import io.meepa.credentials.core.files.OwnFiles;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.Sleeper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Appends to a trail: the record first, then the head, each on the disk before the next. One thread at a time; other
 * processes are kept away by the lock.
 */
final class Appender {

    private final AuditPolicy policy;
    private final TrailFolder folder;
    private final AuditKey key;
    private final Sleeper sleeper;
    private final Output output;
    private long known;

    Appender(AuditPolicy policy, AuditKey key, Sleeper sleeper, Output output) {
        this.policy = policy;
        this.folder = new TrailFolder(policy.folder());
        this.key = key;
        this.sleeper = sleeper;
        this.output = output;
    }

    /** Writes all bytes at a place of a file. */
    @FunctionalInterface
    interface Output {

        /** The system's. */
        Output SYSTEM = (channel, bytes, position) -> {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest, position + rest.position());
            }
            channel.force(false);
        };

        void write(FileChannel channel, byte[] bytes, long position) throws IOException;
    }

    /** Returns the number of the record, once it is there to stay. */
    long append(AuditRecord entry) throws IOException {
        OwnFiles.createFolders(folder.path());
        try (TrailLock lock = TrailLock.take(folder, sleeper);
                Secret secret = begins() ? key.readOrMake() : key.read()) {
            TrailDigest digest = TrailDigest.of(secret);
            Tail tail = Tail.find(folder, digest, known);
            Head head = tail.head();
            if (tail.remark().isPresent()) {
                Tail.Remark remark = tail.remark().get();
                head = put(head, AuditRecord.remark(entry.at(), remark.subject(), remark.detail()), digest);
            }
            head = put(head, entry, digest);
            known = head.last();
            prune(head, digest);
            return requireHeld(lock, head.last());
        }
    }

    private static long requireHeld(TrailLock lock, long number) throws IOException {
        if (!lock.held()) {
            throw new IOException("the lock of the audit trail was lost");
        }
        return number;
    }

    private boolean begins() throws IOException {
        return !folder.hasHead() && folder.segments().isEmpty();
    }

    private Head put(Head head, AuditRecord entry, TrailDigest digest) throws IOException {
        if (!folder.hasHead()) {
            // Before the first segment is there: a segment without a head is a head that was deleted.
            folder.writeHead(head.bytes(digest));
        }
        RecordLine line = RecordLine.of(head.last() + 1, entry, head.end(), digest);
        Head place = fits(head, line) ? head : head.in(head.segment() + 1);
        write(place, line.bytes());
        Head after = place.after(line);
        folder.writeHead(after.bytes(digest));
        return after;
    }

    private boolean fits(Head head, RecordLine line) {
        return head.size() == 0 || head.size() + line.bytes().length <= policy.segmentBytes();
    }

    private void write(Head place, byte[] line) throws IOException {
        boolean fresh = !folder.hasSegment(place.segment());
        try (FileChannel channel =
                OwnFiles.open(folder.segment(place.segment()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            output.write(channel, line, place.size());
        }
        if (fresh) {
            OwnFiles.forceFolder(folder.path());
        }
    }

    /** The head says first what is the oldest: a missing segment that the head names was deleted. */
    private void prune(Head head, TrailDigest digest) throws IOException {
        List<Integer> segments = folder.segments();
        int surplus =
                policy.kept().isPresent() ? segments.size() - policy.kept().getAsInt() : 0;
        if (surplus <= 0) {
            return;
        }
        Optional<RecordLine> oldest = firstOf(segments.get(surplus), digest);
        if (oldest.isPresent()) {
            folder.writeHead(head.from(oldest.get().number()).bytes(digest));
            for (int number : segments.subList(0, surplus)) {
                Files.deleteIfExists(folder.segment(number));
            }
        }
    }

    private Optional<RecordLine> firstOf(int segment, TrailDigest digest) throws IOException {
        try (FileChannel channel = folder.read(segment)) {
            return new Lines(channel, 0, channel.size()).next().flatMap(line -> RecordLine.read(line.text(), digest));
        }
    }
}
