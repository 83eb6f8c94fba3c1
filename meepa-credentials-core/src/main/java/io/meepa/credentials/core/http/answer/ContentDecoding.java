package io.meepa.credentials.core.http.answer;

import io.meepa.credentials.error.RequestRefusedException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;

/** The encodings of answers that can be undone on the way (RFC 9110, section 8.4.1). */
public enum ContentDecoding {
    /** As it is. */
    IDENTITY,
    /** RFC 1952. */
    GZIP,
    /** RFC 1950. */
    DEFLATE;

    /** What a request may ask for. */
    public static final String ACCEPTED = "gzip, identity";

    private static final String HEADER = "Content-Encoding";

    /**
     * Returns how an answer is encoded.
     *
     * @throws RequestRefusedException if it cannot be undone, and so not be searched
     */
    public static ContentDecoding of(HttpHeaders headers) {
        List<String> values = headers.allValues(HEADER);
        String encoding =
                values.isEmpty() ? "" : String.join(",", values).strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default ->
                throw new RequestRefusedException(
                        "an answer has an encoding that cannot be undone, and so not be searched for"
                                + " the credential that was sent: ask the server for gzip or none");
        };
    }

    /** Returns whether a header describes the answer as it was encoded, or how long it was before it was masked. */
    public static boolean describes(String header) {
        return header.equalsIgnoreCase(HEADER) || header.equalsIgnoreCase("Content-Length");
    }

    /** Returns a stream that undoes the encoding. Closing it closes the target. */
    OutputStream before(OutputStream target) {
        return switch (this) {
            case IDENTITY -> target;
            case GZIP -> new GunzipStream(target);
            case DEFLATE -> new InflaterOutputStream(target, new Inflater());
        };
    }
}
