package io.meepa.credentials.provider.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.spi.call.IssueRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a card is for: its type, and how much it may spend in which period. */
record CardTerms(Type type, long limitCents, Period period) {

    /** The metadata that holds a card's limit, in cents. */
    static final String SPEND_LIMIT = "spend_limit";

    /** The metadata that holds what the limit counts. */
    static final String SPEND_LIMIT_DURATION = "spend_limit_duration";

    static final String WHOLE_DOLLARS = "is in cents and must come to whole dollars: a multiple of 100";

    /** Returns these terms with the agent's own limit, if it has one. */
    CardTerms of(IssueRequest request) {
        long cents = request.profile().spendLimitCents().orElse(limitCents);
        if (cents < 0 || cents > CardAssumptions.LARGEST_LIMIT || cents % CardAssumptions.CENTS_A_DOLLAR != 0) {
            throw new ConfigurationException("agents[" + request.agent() + "].identity.credit_card_spend_limit "
                    + WHOLE_DOLLARS + " between 0 and " + CardAssumptions.LARGEST_LIMIT);
        }
        return new CardTerms(type, cents, period);
    }

    /** The fields that can be changed later, too. */
    ObjectNode limits() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("spend_limit", limitCents)
                .put("spend_limit_duration", period.name());
    }

    boolean limitsOf(JsonNode card) {
        return card.path("spend_limit").canConvertToLong()
                && card.path("spend_limit").asLong() == limitCents
                && card.path("spend_limit_duration").asText("").equals(period.name());
    }

    List<String> differencesFrom(JsonNode card) {
        List<String> differences = new ArrayList<>();
        if (card.path("spend_limit").asLong(-1) != limitCents) {
            differences.add("the card's limit is " + card.path("spend_limit").asLong(-1) + " cents, not " + limitCents);
        }
        if (!card.path("spend_limit_duration").asText("").equals(period.name())) {
            differences.add("the card's limit does not hold for " + period);
        }
        if (!card.path("type").asText("").equals(type.name())) {
            differences.add("the card is not of type " + type);
        }
        return differences;
    }

    /** What is worth recording of a card's limit as it is. */
    static Metadata metadata(JsonNode card) {
        Metadata metadata = Metadata.empty();
        if (card.path("spend_limit").canConvertToLong()) {
            metadata = metadata.with(SPEND_LIMIT, card.path("spend_limit").asLong());
        }
        String period = card.path("spend_limit_duration").asText("");
        boolean known =
                Arrays.stream(Period.values()).anyMatch(one -> one.name().equals(period));
        return known ? metadata.with(SPEND_LIMIT_DURATION, period) : metadata;
    }

    String phrase() {
        String dollars = limitCents == CardAssumptions.NO_LIMIT
                ? "without any limit"
                : "with a limit of $" + limitCents / CardAssumptions.CENTS_A_DOLLAR + " " + period.phrase;
        return "card of type " + type + " " + dollars;
    }

    /** What a card can be used for. */
    enum Type {
        SINGLE_USE,
        MERCHANT_LOCKED,
        UNLOCKED,
        DIGITAL_WALLET
    }

    /** What a limit counts. */
    enum Period {
        TRANSACTION("a transaction"),
        MONTHLY("a month"),
        ANNUALLY("a year"),
        FOREVER("in all");

        private final String phrase;

        Period(String phrase) {
            this.phrase = phrase;
        }
    }
}
