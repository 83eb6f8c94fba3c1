package io.meepa.credentials.provider.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.provider.support.absence.AbsenceProof;
import io.meepa.credentials.provider.support.absence.AbsenceProof.Look;
import io.meepa.credentials.provider.support.absence.AccountCheck;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Closes cards for good; reads their state first, and touches none that does not bear our memo. */
final class CardRevocation {

    private final CardApi api;
    private final RevokeRequest request;
    private final String memo;
    private final Search search;
    private final List<Evidence.Look> looks = new ArrayList<>();

    CardRevocation(CardApi api, RevokeRequest request) {
        this.api = api;
        this.request = request;
        this.memo = PrivacyIssuer.memo(request.tag());
        this.search = new Search(api, memo);
    }

    RevocationResult carryOut() {
        Set<String> open = new LinkedHashSet<>();
        for (String token : known()) {
            if (isOpen(token)) {
                open.add(token);
            }
        }
        if (request.credential().isEmpty()) {
            unrecorded().stream().map(SeenCard::id).filter(this::isOpen).forEach(open::add);
        }
        open.forEach(search::close);
        if (looks.isEmpty()) {
            looks.addAll(
                    Evidence.recorded(api.run().now(), "no card is on record").looks());
        }
        Evidence evidence = Evidence.of(looks);
        return open.isEmpty() ? RevocationResult.alreadyGone(evidence) : RevocationResult.revoked(evidence);
    }

    /** Looks for cards whose creation was sent, perhaps, and never answered. */
    private List<SeenCard> unrecorded() {
        Look<List<SeenCard>> all = new Look<>("list the cards with our memo", () -> listed(Optional.empty()));
        Look<List<SeenCard>> since = new Look<>(
                "list the cards with our memo by the day they begin with",
                () -> listed(Optional.of(CardAssumptions.BEFORE_ALL_CARDS)));
        Sighting<List<SeenCard>> seen =
                AbsenceProof.of(api.run(), CardAssumptions.BETWEEN_LOOKS).seek(all, since, AccountCheck::untold);
        List<SeenCard> found = seen.settled().orElse(List.of());
        seen.evidence().ifPresent(evidence -> looks.addAll(evidence.looks()));
        if (!found.isEmpty()) {
            looks.addAll(Evidence.shown(api.run().now(), "list the cards: " + found.size() + " with our memo")
                    .looks());
        }
        return found;
    }

    private Optional<List<SeenCard>> listed(Optional<Instant> since) {
        List<SeenCard> cards = search.once(since);
        return cards.isEmpty() ? Optional.empty() : Optional.of(cards);
    }

    private Set<String> known() {
        Set<String> tokens = new LinkedHashSet<>();
        request.resources().stream().map(UpstreamResource::id).forEach(tokens::add);
        request.credential()
                .flatMap(credential -> credential.item(ItemKeys.TOKEN))
                .ifPresent(item -> tokens.add(item.value().reveal()));
        return tokens;
    }

    private boolean isOpen(String token) {
        JsonNode card = search.ours(token);
        looks.addAll(search.shown(card).looks());
        return CardApi.state(card) != CardApi.State.CLOSED;
    }
}
