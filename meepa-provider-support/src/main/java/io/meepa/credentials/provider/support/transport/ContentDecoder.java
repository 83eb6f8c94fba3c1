package io.meepa.credentials.provider.support.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes a content encoding that was not asked for, as some proxies add one. A decoded body has the same limit. */
final class ContentDecoder {

    static final String TOO_LONG = "the answer is too long";

    private ContentDecoder() {}

    static Reply.Answer decode(int status, HttpHeaders headers, byte[] body, int limit) {
        String encoding =
                headers.firstValue("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        boolean zipped = body.length > 2 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
        try {
            if (zipped) {
                return bounded(status, headers, new GZIPInputStream(new ByteArrayInputStream(body)), limit);
            }
            if (encoding.equals("deflate") && body.length > 0) {
                return bounded(status, headers, new InflaterInputStream(new ByteArrayInputStream(body)), limit);
            }
        } catch (IOException e) {
            return new Reply.Answer(status, headers, new byte[0], "the answer's compression is broken");
        }
        boolean known =
                Arrays.asList("", "identity", "gzip", "x-gzip", "deflate").contains(encoding);
        return known
                ? new Reply.Answer(status, headers, body, "")
                : new Reply.Answer(status, headers, new byte[0], "the answer has an encoding that was not asked for");
    }

    private static Reply.Answer bounded(int status, HttpHeaders headers, InputStream in, int limit) throws IOException {
        try (in) {
            byte[] bytes = in.readNBytes(limit + 1);
            return bytes.length > limit
                    ? new Reply.Answer(status, headers, new byte[0], TOO_LONG)
                    : new Reply.Answer(status, headers, bytes, "");
        }
    }
}
