package io.meepa.credentials.core.audit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a trail ends, as its last writer left it. Kept beside the trail, so that a missing end is noticed. Of fixed
 * length: it is written over in place, within one sector of the disk.
 *
 * @param first the number of the oldest record that is kept
 * @param last the number of the newest record; 0 if there is none
 * @param segment the number of the file that the newest record is in
 * @param size how much of that file is written
 * @param end the newest record's digest
 */
record Head(long first, long last, int segment, long size, String end) {

    static final int LENGTH = 320;

    private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
    private static final Pattern FORM = Pattern.compile("(\\{\"first\":" + NUMBER + ",\"last\":" + NUMBER
            + ",\"segment\":([1-9][0-9]{0,8}),\"size\":" + NUMBER
            + ",\"end\":\"([0-9a-f]{64})\"),\"mac\":\"([0-9a-f]{64})\"\\} *\n");

    static Head beginning() {
        return new Head(1, 0, 1, 0, TrailDigest.NOTHING);
    }

    /** Reads a head; empty if nobody wrote it so, or not with this key. */
    static Optional<Head> read(byte[] bytes, TrailDigest digest) {
        Matcher parts = FORM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (bytes.length != LENGTH
                || !parts.matches()
                || !TrailDigest.same(digest.ofHead(parts.group(1)), parts.group(7))) {
            return Optional.empty();
        }
        return Optional.of(new Head(
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)),
                Integer.parseInt(parts.group(4)),
                Long.parseLong(parts.group(5)),
                parts.group(6)));
    }

    byte[] bytes(TrailDigest digest) {
        String text = "{\"first\":" + first + ",\"last\":" + last + ",\"segment\":" + segment + ",\"size\":" + size
                + ",\"end\":\"" + end + '"';
        String whole = text + ",\"mac\":\"" + digest.ofHead(text) + "\"}";
        return (whole + " ".repeat(LENGTH - 1 - whole.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The head once a record is written. */
    Head after(RecordLine line) {
        return new Head(first, line.number(), segment, size + line.bytes().length, line.digest());
    }

    /** The head of the same trail that continues in another file. */
    Head in(int otherSegment) {
        return new Head(first, last, otherSegment, 0, end);
    }

    Head from(long oldest) {
        return new Head(oldest, last, segment, size, end);
    }
}
