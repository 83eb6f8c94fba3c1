package io.meepa.credentials.provider.oauth.preset.rules;

import java.time.LocalDate;
import java.util.List;

/**
 * Where a part of a preset comes from.
 *
 * @param of pointers to the parts
 * @param source the page, file or report
 * @param date as of when
 * @param mark how well it is known
 */
public record Fact(List<String> of, String source, LocalDate date, Mark mark) {

    /** Copies the pointers. */
    public Fact {
        of = List.copyOf(of);
    }

    /** How well something is known. */
    public enum Mark {
        /** The service's own source or documentation was read. */
        READ,
        /** A whole copy of the service's page was read. */
        COPY,
        /** An excerpt of the service's page or announcement was read. */
        EXCERPT,
        /** Answers of the real service, recorded. */
        RECORDED,
        /** Reported from experience. */
        REPORTED,
        /** Not confirmed: general knowledge, or a choice of ours. */
        UNCONFIRMED
    }
}
