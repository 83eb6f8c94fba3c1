package io.meepa.credentials.provider.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.ApiRequest;
import io.meepa.credentials.provider.support.ApiRun;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Privacy.com's calls, as far as they are needed here. */
record CardApi(ApiRun run, Listings listings) {

    private static final String V = CardAssumptions.VERSION;

    /** How a service that does not take the day a listing begins with may say so. */
    private static final Set<Integer> BEGIN_REFUSED = Set.of(400, 422);

    /** Not repeated by the client: Privacy.com would make a second card. */
    ApiAnswer create(CardTerms terms, String memo) {
        ObjectNode body = terms.limits()
                .put("type", terms.type().name())
                .put("memo", memo)
                .put("state", State.PAUSED.name());
        return run.send(ApiRequest.post("create the card", V, "cards").json(body));
    }

    ApiAnswer card(String token) {
        return run.send(ApiRequest.get("show the card", V, "cards", token));
    }

    ApiAnswer open(String token, CardTerms terms) {
        ObjectNode body = terms.limits().put("state", State.OPEN.name());
        return run.send(ApiRequest.patch("open the card", V, "cards", token).json(body));
    }

    ApiAnswer set(String token, State state, String purpose) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("state", state.name());
        return run.send(ApiRequest.patch(purpose, V, "cards", token).json(body));
    }

    /** Returns the live cards in the order of the listing; there is no filter by memo upstream. */
    List<SeenCard> cards(Optional<Instant> since) {
        Optional<LocalDate> day =
                since.map(from -> LocalDate.ofInstant(from.minus(CardAssumptions.LOOK_BACK), ZoneOffset.UTC));
        return listings.from(day, run, () -> listed(day));
    }

    private List<SeenCard> listed(Optional<LocalDate> day) {
        List<SeenCard> found = new ArrayList<>();
        for (int page = 1; page <= CardAssumptions.MOST_PAGES; page++) {
            ApiAnswer answer = run.send(listing(day, page));
            if (day.isPresent() && BEGIN_REFUSED.contains(answer.status())) {
                // The filter only saves pages: without it, what is looked for is among all cards.
                return listed(Optional.empty());
            }
            JsonNode body = answer.required();
            if (!body.path("data").isArray()) {
                throw new ProviderUnavailableException("Privacy.com answered a listing without data");
            }
            body.path("data").forEach(card -> found.add(SeenCard.of(card)));
            if (last(body, page)) {
                return found.stream().filter(SeenCard::live).toList();
            }
        }
        throw new ProviderUnavailableException("Privacy.com's listing of cards has no end");
    }

    private static ApiRequest listing(Optional<LocalDate> day, int page) {
        ApiRequest request = ApiRequest.get("list the cards", V, "cards")
                .query("page", String.valueOf(page))
                .query("page_size", String.valueOf(CardAssumptions.PAGE_SIZE));
        return day.map(begin -> request.query("begin", begin.toString())).orElse(request);
    }

    private static boolean last(JsonNode body, int page) {
        JsonNode pages = body.path("total_pages");
        return body.path("data").isEmpty() || (pages.isInt() && page >= pages.asInt());
    }

    static State state(JsonNode card) {
        return State.of(card.path("state").asText(""));
    }

    static boolean bears(JsonNode card, String memo) {
        return card.path("memo").asText("").equals(memo)
                && !card.path("token").asText("").isEmpty();
    }

    /** Whether a card can be used. */
    enum State {
        OPEN,
        PAUSED,
        CLOSED,
        /** Any other word of theirs: pending, for instance. */
        OTHER;

        static State of(String word) {
            return switch (word) {
                case "OPEN" -> OPEN;
                case "PAUSED" -> PAUSED;
                case "CLOSED" -> CLOSED;
                default -> OTHER;
            };
        }
    }
}
