package io.meepa.credentials.core.audit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record: a line of JSON in one fixed form. The digest covers every byte before it: number, content and the digest of
 * the record before.
 *
 * @param number counted from 1
 * @param text what the digest covers
 * @param previous the digest of the record before
 * @param digest the digest
 */
record RecordLine(long number, String text, String previous, String digest) {

    private static final Pattern FORM = Pattern.compile(
            "(\\{\"n\":([1-9][0-9]{0,17}),.*,\"prev\":\"([0-9a-f]{64})\"),\"mac\":\"([0-9a-f]{64})\"\\}",
            Pattern.DOTALL);

    static RecordLine of(long number, AuditRecord entry, String previous, TrailDigest digest) {
        String text = "{\"n\":" + number
                + ",\"at\":" + AsciiJson.quoted(entry.at().toString())
                + ",\"agent\":" + AsciiJson.quoted(entry.agent())
                + ",\"kind\":" + AsciiJson.quoted(entry.kind())
                + ",\"phase\":" + AsciiJson.quoted(entry.phase())
                + ",\"subject\":" + AsciiJson.quoted(entry.subject())
                + ",\"detail\":" + AsciiJson.quoted(entry.detail())
                + (entry.evidence().isEmpty() ? "" : ",\"evidence\":" + AsciiJson.quoted(entry.evidence()))
                + ",\"of\":" + entry.of()
                + ",\"prev\":\"" + previous + '"';
        return new RecordLine(number, text, previous, digest.ofRecord(text));
    }

    /** Reads a line without its end; empty if nobody wrote it so, or not with this key. */
    static Optional<RecordLine> read(String line, TrailDigest digest) {
        Matcher parts = FORM.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        RecordLine read =
                new RecordLine(Long.parseLong(parts.group(2)), parts.group(1), parts.group(3), parts.group(4));
        return TrailDigest.same(digest.ofRecord(read.text), read.digest) ? Optional.of(read) : Optional.empty();
    }

    byte[] bytes() {
        return (text + ",\"mac\":\"" + digest + "\"}\n").getBytes(StandardCharsets.US_ASCII);
    }
}
