package io.meepa.credentials.standin.privacy;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Ids;
import io.meepa.credentials.standin.StandInOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one customer has, and how this service is set up. Not thread-safe. */
final class CardAccount {

    final Ids ids;
    final Secret accountKey;
    final Map<String, Card> cards = new LinkedHashMap<>();
    final List<String> created = new ArrayList<>();
    final Map<String, Integer> listingsUntilVisible = new HashMap<>();
    final Set<PrivacyStandIn.Privilege> privileges = EnumSet.of(PrivacyStandIn.Privilege.ISSUING);
    final Map<String, Object> funding;
    boolean showsNumbers = true;
    boolean honoursStateOnCreate = true;
    boolean takesBegin = true;
    int hiddenListings;
    Optional<Integer> cardLimit = Optional.empty();

    private final Clock clock;

    CardAccount(StandInOptions options, Secret accountKey) {
        this.ids = new Ids(options.seed());
        this.clock = options.clock();
        this.accountKey = accountKey;
        this.funding = funding();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Adds a card that listings may not show yet. */
    Card add(CardTerms terms) {
        Card card = new Card(ids.uuid(), CardNumber.next(ids), terms, now());
        cards.put(card.token(), card);
        created.add(terms.memo());
        listingsUntilVisible.put(card.token(), hiddenListings);
        return card;
    }

    /** Counts a listing for a card, and returns whether it shows. */
    boolean visible(Card card) {
        int left = listingsUntilVisible.getOrDefault(card.token(), 0);
        listingsUntilVisible.put(card.token(), Math.max(0, left - 1));
        return left == 0;
    }

    private Map<String, Object> funding() {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("token", ids.uuid());
        source.put("type", "DEPOSITORY_CHECKING");
        source.put("state", "ENABLED");
        source.put("last_four", ids.digits(4));
        source.put("account_name", "Checking");
        source.put("created", now().toString());
        return source;
    }
}
