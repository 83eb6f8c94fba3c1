package io.meepa.credentials.core.audit;

import io.meepa.credentials.core.files.OwnFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A trail's files: numbered segments, the head and the lock.
 *
 * @param path the folder
 */
record TrailFolder(Path path) {

    private static final Pattern SEGMENT = Pattern.compile("audit-([0-9]{6,9})\\.jsonl");

    Path head() {
        return path.resolve("head.json");
    }

    Path lock() {
        return path.resolve("lock");
    }

    Path segment(int number) {
        return path.resolve(String.format("audit-%06d.jsonl", number));
    }

    /** Returns the numbers of the segments, sorted. */
    List<Integer> segments() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> SEGMENT.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        }
    }

    boolean hasHead() {
        return Files.exists(head(), LinkOption.NOFOLLOW_LINKS);
    }

    boolean hasSegment(int number) {
        return Files.exists(segment(number), LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns a segment's length; 0 if it is not there yet. */
    long size(int number) throws IOException {
        return hasSegment(number) ? Files.size(segment(number)) : 0;
    }

    /** Returns the head's bytes, which may be anybody's; empty if there is none. */
    Optional<byte[]> headBytes() throws IOException {
        return hasHead() ? Optional.of(OwnFiles.read(head(), 2 * Head.LENGTH)) : Optional.empty();
    }

    FileChannel read(int number) throws IOException {
        return OwnFiles.open(segment(number), StandardOpenOption.READ);
    }

    /** Drops the end of a segment. */
    void cut(int number, long size) throws IOException {
        try (FileChannel channel = OwnFiles.open(segment(number), StandardOpenOption.WRITE)) {
            channel.truncate(size);
            channel.force(false);
        }
    }

    void writeHead(byte[] bytes) throws IOException {
        if (!hasHead()) {
            OwnFiles.createWhole(head(), bytes);
            return;
        }
        try (FileChannel channel = OwnFiles.open(head(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), 0);
            if (channel.size() != bytes.length) {
                channel.truncate(bytes.length);
            }
            channel.force(false);
        }
    }
}
