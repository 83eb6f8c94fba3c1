package io.meepa.credentials.core.document;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a credential is good, by its metadata.
 *
 * @param expiresAt when it ends, if it does
 * @param refreshedAt when a token was renewed last, if it was
 * @param rotatedAt when a managed secret was renewed last, if it was
 * @param flaw why it is not to be used whatever the time, for people; empty if nothing is wrong with it
 * @param borders when it passes from one phase to the next, if it ends
 */
public record Lifetime(
        Optional<Instant> expiresAt,
        Optional<Instant> refreshedAt,
        Optional<Instant> rotatedAt,
        String flaw,
        Optional<Borders> borders) {

    private static final Pattern AS_WRITTEN = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    /** Whoever gets a value has this long to use it. */
    private static final Duration USABLE = Duration.ofSeconds(30);

    /** This long before its end a value is renewed while it is still returned. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Margin TO_USE = Margin.of(USABLE, 10);
    private static final Margin TO_RENEW = Margin.of(AHEAD, 4);

    /** Clocks of machines that share a store differ by less. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    /**
     * When a life passes from one phase to the next; reckoned once, as each use of a token asks.
     *
     * @param believed before this the clock was put back
     * @param stale from this on it is to be renewed
     * @param over from this on it is not to be returned
     */
    record Borders(Instant believed, Instant stale, Instant over) {

        private static Borders of(Instant end, Optional<Instant> begin) {
            // Of what was never renewed the life is not known.
            Duration life = begin.map(moment -> Duration.between(moment, end)).orElse(TO_RENEW.longLife());
            return new Borders(
                    begin.map(moment -> moment.minus(SKEW)).orElse(Instant.MIN),
                    end.minus(TO_RENEW.ofLife(life)),
                    end.minus(TO_USE.ofLife(life)));
        }

        private Phase at(Instant now) {
            if (now.isBefore(believed) || !now.isBefore(over)) {
                return Phase.EXPIRED;
            }
            return now.isBefore(stale) ? Phase.FRESH : Phase.STALE;
        }
    }

    /**
     * A time before an end: the usual one, but no more than a part of a life. So a token that lives for a minute is neither
     * stale nor useless from the start.
     *
     * @param usual the usual time
     * @param part which part of a short life: a tenth is 10
     * @param longLife from which life on it is the usual time
     */
    private record Margin(Duration usual, int part, Duration longLife) {

        static Margin of(Duration usual, int part) {
            return new Margin(usual, part, usual.multipliedBy(part));
        }

        Duration ofLife(Duration life) {
            if (life.isNegative()) {
                return Duration.ZERO;
            }
            return life.compareTo(longLife) < 0 ? Duration.ofNanos(life.toNanos() / part) : usual;
        }
    }

    /** Where a moment stands in a life. */
    public enum Phase {
        /** Good, and for long enough. */
        FRESH,
        /** Good, but not for long: to be renewed, and returned meanwhile. */
        STALE,
        /** Not to be returned. */
        EXPIRED
    }

    /** Reads a credential's metadata. An expiry that cannot be read ends it: it is unknown how long it is good. */
    public static Lifetime of(AgentCredential credential) {
        Metadata metadata = credential.metadata();
        Optional<Instant> expiresAt = time(metadata, MetadataKeys.EXPIRES_AT);
        String flaw = "";
        if (metadata.values().containsKey(MetadataKeys.REJECTED_AT)) {
            flaw = "was rejected upstream";
        } else if (expiresAt.isEmpty() && metadata.values().containsKey(MetadataKeys.EXPIRES_AT)) {
            flaw = "has an " + MetadataKeys.EXPIRES_AT + " that is no time in the form of RFC 3339";
        }
        Optional<Instant> refreshedAt = time(metadata, MetadataKeys.REFRESHED_AT);
        return new Lifetime(
                expiresAt,
                refreshedAt,
                time(metadata, MetadataKeys.ROTATED_AT),
                flaw,
                expiresAt.map(end -> Borders.of(end, refreshedAt)));
    }

    /** Returns where a moment stands. One before the last renewal means that the clock was put back, so that it is unknown. */
    public Phase at(Instant now) {
        if (!flaw.isEmpty()) {
            return Phase.EXPIRED;
        }
        return borders.isEmpty() ? Phase.FRESH : borders.get().at(now);
    }

    /** Returns why it is not returned any more, for people. */
    public String ending(Instant now) {
        if (!flaw.isEmpty()) {
            return flaw;
        }
        return putBack(now)
                ? "was renewed at " + shown(refreshedAt) + ", which is still to come: the clock was put back"
                : "expired at " + shown(expiresAt);
    }

    /** Returns a time as metadata hold it. Whole seconds, cut off: nothing is believed to live longer than it does. */
    public static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private boolean putBack(Instant now) {
        return borders.filter(kept -> now.isBefore(kept.believed())).isPresent();
    }

    private static String shown(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse("an unknown time");
    }

    private static Optional<Instant> time(Metadata metadata, String name) {
        return metadata.text(name).flatMap(Lifetime::parsed);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(
                    AS_WRITTEN.matcher(text).matches()
                            ? wholeSecond(text)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Reads what {@link #text} wrote: each hand-over of an agent's credentials does, and a formatter takes much longer. */
    private static Instant wholeSecond(String text) {
        return LocalDateTime.of(
                        digits(text, 0, 4),
                        digits(text, 5, 7),
                        digits(text, 8, 10),
                        digits(text, 11, 13),
                        digits(text, 14, 16),
                        digits(text, 17, 19))
                .toInstant(ZoneOffset.UTC);
    }

    private static int digits(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }
}
