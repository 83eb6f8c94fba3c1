package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.support.ApiAnswer;
import java.time.Instant;
import java.util.List;
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

    /** A lost answer, or a proxy that sends a request twice, leaves more cards than one. */
    void closeOthers(Instant since, String kept) {
        for (SeenCard card : once(Optional.of(since))) {
            if (!card.id().equals(kept)) {
                close(card.id());
            }
        }
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
