package io.meepa.credentials.provider.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.report.Evidence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds cards that bear one memo and are not closed. */
record Search(CardApi api, String memo) {

    /** Looks, and if there is nothing looks again a while later, before it says so. */
    List<SeenCard> twice(Instant since) {
        List<SeenCard> found = once(Optional.of(since));
        if (!found.isEmpty()) {
            return found;
        }
        if (!api.run().pause(CardAssumptions.BETWEEN_LOOKS)) {
            throw new ProviderUnavailableException("Privacy.com shows no card with the memo " + memo
                    + ", and no time is left to look again: raise run_timeout or try again later");
        }
        return once(Optional.of(since));
    }

    /**
     * A lost answer, or a proxy that sends a request twice, leaves more cards than one. Returns what was closed, by its id, and
     * what that is based on: a listing and a look at the card.
     */
    Map<String, Evidence> closeOthers(Instant since, String kept) {
        Map<String, Evidence> closed = new LinkedHashMap<>();
        for (SeenCard card : once(Optional.of(since))) {
            if (!card.id().equals(kept)) {
                Evidence listed = Evidence.shown(api.run().now(), "list the cards: another one bears our memo");
                Evidence seen = shown(ours(card.id()));
                close(card.id());
                closed.put(card.id(), listed.and(seen));
            }
        }
        return closed;
    }

    /** Looks at a card; refuses one that is not there, or does not bear the memo. */
    JsonNode ours(String token) {
        ApiAnswer answer = api.card(token);
        if (answer.absent()) {
            throw answer.refusal("closed cards stay visible, so this key is of another account or of the sandbox");
        }
        JsonNode card = answer.required();
        if (!CardApi.bears(card, memo)) {
            throw new ProviderRejectedException(
                    "Privacy.com's card does not bear our memo " + memo + ": it was not touched");
        }
        return card;
    }

    /** Returns evidence of what such a look showed. */
    Evidence shown(JsonNode card) {
        return Evidence.shown(api.run().now(), "show the card: it bears our memo and is " + CardApi.state(card));
    }

    /** A refusal may be the echo of an earlier attempt: what counts is that the card is closed. */
    void close(String token) {
        ApiAnswer answer = api.set(token, CardApi.State.CLOSED, "close the card");
        boolean closed = answer.done()
                ? CardApi.state(answer.body()) == CardApi.State.CLOSED
                : CardApi.state(api.card(token).body()) == CardApi.State.CLOSED;
        if (!closed) {
            answer.required();
            throw new ProviderUnavailableException("Privacy.com did not close the card " + memo);
        }
    }

    List<SeenCard> once(Optional<Instant> since) {
        return api.cards(since).stream()
                .filter(card -> card.memo().equals(memo))
                .toList();
    }
}
