package io.meepa.credentials.provider.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a stored credential with its card. */
record CardInspection(CardApi api, CardTerms terms, Tag requested, AgentCredential credential) {

    Verification carryOut() {
        Optional<String> token = token(credential);
        if (token.isEmpty()) {
            return Verification.unknown("the stored credential has no " + ItemKeys.TOKEN);
        }
        ApiAnswer answer = api.card(token.get());
        if (answer.absent()) {
            // Closed cards stay visible, so this is no sign of one that is gone.
            return Verification.unknown("the account of this key does not have the card");
        }
        JsonNode card = answer.required();
        Tag tag = credential.tag().map(Tag::new).orElse(requested);
        if (!CardApi.bears(card, PrivacyIssuer.memo(tag))) {
            return Verification.foreign("the card does not bear our memo");
        }
        if (CardApi.state(card) == CardApi.State.CLOSED) {
            return Verification.gone(closed(), differences(card).toArray(String[]::new))
                    .withMetadata(CardTerms.metadata(card));
        }
        return Verification.of(state(card), differences(card)).withMetadata(CardTerms.metadata(card));
    }

    /** A card that is closed stays closed, and shows at its own account only: one look is all there is to see. */
    private Evidence closed() {
        return Evidence.shown(api.run().now(), "show the card: it bears our memo and is CLOSED");
    }

    private List<String> differences(JsonNode card) {
        List<String> differences = new ArrayList<>(terms.differencesFrom(card));
        if (item(ItemKeys.LAST_FOUR)
                .filter(card.path("last_four").asText("")::equals)
                .isEmpty()) {
            differences.add("the card's last four digits are not those stored");
        }
        if (CardApi.state(card) != CardApi.State.OPEN) {
            differences.add("the card is " + CardApi.state(card) + ", not OPEN");
        }
        return differences;
    }

    private static State state(JsonNode card) {
        return switch (CardApi.state(card)) {
            case OPEN -> State.LIVE;
            case PAUSED, OTHER, CLOSED -> State.SUSPENDED;
        };
    }

    static Optional<String> token(AgentCredential credential) {
        return credential.item(ItemKeys.TOKEN).map(item -> item.value().reveal());
    }

    private Optional<String> item(String key) {
        return credential.item(key).map(item -> item.value().reveal());
    }
}
