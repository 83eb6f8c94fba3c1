package io.meepa.credentials.core.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a stretch of a file, one after the other. Not thread-safe. */
final class Lines {

    /** Longer than any line of ours; what comes behind is not looked at, for it is not ours anyway. */
    private static final int LONGEST = 1 << 17;

    private final InputStream bytes;
    private final long to;
    private long position;

    Lines(FileChannel channel, long from, long to) throws IOException {
        this.bytes = new BufferedInputStream(Channels.newInputStream(channel.position(from)), 1 << 16);
        this.position = from;
        this.to = to;
    }

    /** Returns the next line, or nothing at the end of the stretch. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        long start = position;
        while (position < to) {
            int octet = bytes.read();
            if (octet < 0) {
                break;
            }
            position++;
            if (octet == '\n') {
                return Optional.of(line(text, start, true));
            }
            if (text.size() < LONGEST) {
                text.write(octet);
            }
        }
        return position == start ? Optional.empty() : Optional.of(line(text, start, false));
    }

    private static Line line(ByteArrayOutputStream text, long start, boolean ended) {
        return new Line(text.toString(StandardCharsets.ISO_8859_1), start, ended);
    }

    /**
     * A line.
     *
     * @param text its bytes, a character each, without the end
     * @param start where in the file it begins
     * @param ended whether a line break follows
     */
    record Line(String text, long start, boolean ended) {}
}
