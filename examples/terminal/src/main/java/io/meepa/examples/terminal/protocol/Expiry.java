package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** When a login ends, kept as an ISO 8601 instant in its metadata. */
final class Expiry {

    private static final String NAME = "expires_at";

    private Expiry() {}

    static Optional<Instant> of(Metadata metadata) {
        return metadata.text(NAME).map(Expiry::instant);
    }

    static Metadata set(Metadata metadata, Optional<Instant> expires) {
        Map<String, MetadataValue> others = new LinkedHashMap<>(metadata.values());
        others.remove(NAME);
        Metadata without = new Metadata(others);
        return expires.map(end -> without.with(NAME, end.toString())).orElse(without);
    }

    /** A date that nobody can read must not make a login immortal. */
    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
