package io.meepa.credentials.sops;

import io.meepa.credentials.sops.text.Defect;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** The time of the last change, which the MAC is bound to in Go's rendering, not in the file's. */
record RfcTime(OffsetDateTime time) {

    private static final Pattern FORM = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    static RfcTime of(Instant instant) {
        OffsetDateTime time = instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            throw new IllegalArgumentException(
                    "the clock is beyond the year 9999, which a document cannot name: set the clock");
        }
        return new RfcTime(time);
    }

    static RfcTime parse(String text) {
        try {
            if (FORM.matcher(text).matches()) {
                return new RfcTime(OffsetDateTime.parse(text));
            }
        } catch (DateTimeException e) {
            // Reported below.
        }
        throw Defect.malformed("lastmodified in the sops section is no RFC 3339 time with a zone");
    }

    Instant instant() {
        return time.toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    byte[] authenticated() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    String text() {
        String zone =
                time.getOffset().equals(ZoneOffset.UTC) ? "Z" : time.getOffset().getId();
        return time.format(SECONDS) + zone;
    }
}
