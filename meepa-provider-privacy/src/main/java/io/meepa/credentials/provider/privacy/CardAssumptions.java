package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.provider.support.BaseUrl;
import java.time.Duration;
import java.time.Instant;

/** What is taken for granted about Privacy.com without being published. Only a live account can settle these. */
final class CardAssumptions {

    static final BaseUrl PRODUCTION = BaseUrl.of("https://api.privacy.com");

    static final BaseUrl SANDBOX = BaseUrl.of("https://sandbox.privacy.com");

    static final String VERSION = "v1";

    /** The word before the key; neither Bearer nor nothing. */
    static final String SCHEME = "api-key";

    /** The documentation of the command line allows 200 characters; half of that is safe. */
    static final int LONGEST_MEMO = 100;

    /** A listing may not show a new card at once: one look that finds nothing proves nothing. */
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /** A day before which no card was made: a listing from it on is another question than one of all cards. */
    static final Instant BEFORE_ALL_CARDS = Instant.parse("2010-01-01T00:00:00Z");

    /** The clocks of both sides, and what a day is, may differ: look a little further back than the intent. */
    static final Duration LOOK_BACK = Duration.ofDays(2);

    /** The largest page of any listing that is documented. */
    static final int PAGE_SIZE = 100;

    /** More pages than any plan has cards: a listing that has no end is broken. */
    static final int MOST_PAGES = 500;

    /** A limit of 0 means none at all, as with the sister API. */
    static final long NO_LIMIT = 0;

    static final long CENTS_A_DOLLAR = 100;

    static final long LARGEST_LIMIT = 100_000_000;

    private CardAssumptions() {}
}
