package io.meepa.credentials.core.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a trail ends before something is appended to it. What a killed process left is finished or dropped. What
 * was not written with the key is left as it is for verification, and the trail continues in another file.
 *
 * @param head where to go on
 * @param remark what was found, to be recorded; empty if all is well
 */
record Tail(Head head, Optional<Remark> remark) {

    /**
     * What the trail says about itself.
     *
     * @param subject a stable word
     * @param detail for people
     */
    record Remark(String subject, String detail) {}

    /** Looks for the end; the caller holds the lock. */
    static Tail find(TrailFolder folder, TrailDigest digest, long known) throws IOException {
        Optional<byte[]> bytes = folder.headBytes();
        Optional<Head> head = bytes.flatMap(found -> Head.read(found, digest));
        if (head.isEmpty()) {
            return withoutHead(folder, digest, bytes.isPresent());
        }
        if (head.get().last() < known) {
            return elsewhere(
                    folder,
                    head.get(),
                    "went-back",
                    "a former copy ends at record " + head.get().last() + "; this process had seen record " + known);
        }
        return after(folder, digest, head.get());
    }

    private static Tail withoutHead(TrailFolder folder, TrailDigest digest, boolean damaged) throws IOException {
        List<Integer> segments = folder.segments();
        if (segments.isEmpty() && !damaged) {
            return new Tail(Head.beginning(), Optional.empty());
        }
        Head head = Head.beginning();
        boolean any = false;
        for (int index = segments.size() - 1; index >= 0 && head.last() == 0; index--) {
            try (FileChannel channel = folder.read(segments.get(index))) {
                Lines lines = new Lines(channel, 0, channel.size());
                for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                    any = true;
                    head = RecordLine.read(line.get().text(), digest)
                            .map(head::after)
                            .orElse(head);
                }
            }
        }
        if (head.last() == 0 && (any || damaged)) {
            throw new IOException("the key does not fit the audit trail");
        }
        return elsewhere(folder, head, damaged ? "head-altered" : "head-missing", "the end of the trail was not kept");
    }

    /** Follows what was appended since the head was written. */
    private static Tail after(TrailFolder folder, TrailDigest digest, Head written) throws IOException {
        Head head = written;
        for (boolean more = true; more; ) {
            long size = folder.size(head.segment());
            if (size < head.size()) {
                return elsewhere(folder, head, "cut-off", "bytes of the trail are missing at its end");
            }
            if (size > head.size()) {
                Followed followed = follow(folder, digest, head, size);
                if (followed.foreign) {
                    return elsewhere(folder, followed.head, "altered", "bytes that were not written with the key");
                }
                if (followed.rest > 0) {
                    return dropped(folder, followed);
                }
                head = followed.head;
            }
            more = folder.hasSegment(head.segment() + 1);
            head = more ? head.in(head.segment() + 1) : head;
        }
        return new Tail(head, Optional.empty());
    }

    private static Followed follow(TrailFolder folder, TrailDigest digest, Head from, long size) throws IOException {
        Head head = from;
        try (FileChannel channel = folder.read(head.segment())) {
            Lines lines = new Lines(channel, head.size(), size);
            for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().ended()) {
                    return new Followed(head, size - head.size(), false);
                }
                Optional<RecordLine> record = RecordLine.read(line.get().text(), digest);
                if (record.isEmpty()
                        || record.get().number() != head.last() + 1
                        || !record.get().previous().equals(head.end())) {
                    return new Followed(head, 0, true);
                }
                head = head.after(record.get());
            }
        }
        return new Followed(head, 0, false);
    }

    /** An append that never ended was never acknowledged. */
    private static Tail dropped(TrailFolder folder, Followed followed) throws IOException {
        folder.cut(followed.head.segment(), followed.head.size());
        return new Tail(
                followed.head,
                Optional.of(
                        new Remark("incomplete", followed.rest + " bytes of an append that never ended were dropped")));
    }

    private static Tail elsewhere(TrailFolder folder, Head head, String subject, String detail) throws IOException {
        List<Integer> segments = folder.segments();
        int highest = segments.isEmpty() ? head.segment() : segments.get(segments.size() - 1);
        return new Tail(head.in(Math.max(highest, head.segment()) + 1), Optional.of(new Remark(subject, detail)));
    }

    private record Followed(Head head, long rest, boolean foreign) {}
}
