package io.meepa.credentials.provider.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a stored credential with its card. */
record Inspection(CardApi api, CardTerms terms, Tag requested, AgentCredential credential) {

    Verification carryOut() {
        Optional<String> token = token(credential);
        if (token.isEmpty()) {
            return new Verification(State.UNKNOWN, List.of("the stored credential has no " + ItemKeys.TOKEN));
        }
        ApiAnswer answer = api.card(token.get());
        if (answer.absent()) {
            // Closed cards stay visible, so this is no sign of one that is gone.
            return new Verification(State.UNKNOWN, List.of("the account of this key does not have the card"));
        }
        JsonNode card = answer.required();
        Tag tag = credential.metadata().text("tag").map(Tag::new).orElse(requested);
        if (!CardApi.bears(card, PrivacyIssuer.memo(tag))) {
            return new Verification(State.FOREIGN, List.of("the card does not bear our memo"));
        }
        return new Verification(state(card), differences(card), CardTerms.told(card));
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
            case CLOSED -> State.GONE;
            case PAUSED, OTHER -> State.SUSPENDED;
        };
    }

    static Optional<String> token(AgentCredential credential) {
        return credential.item(ItemKeys.TOKEN).map(item -> item.value().reveal());
    }

    private Optional<String> item(String key) {
        return credential.item(key).map(item -> item.value().reveal());
    }
}
