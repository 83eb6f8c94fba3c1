package io.meepa.credentials.provider.privacy;

import com.fasterxml.jackson.databind.JsonNode;

/** What a listing says of a card, without its number: it is kept for all who look at the same time. */
record SeenCard(String id, String memo, String state) {

    static SeenCard of(JsonNode card) {
        return new SeenCard(
                card.path("token").asText(""),
                card.path("memo").asText(""),
                card.path("state").asText(""));
    }

    /** Whether it can be named and is not closed. */
    boolean live() {
        return !id.isEmpty() && CardApi.State.of(state) != CardApi.State.CLOSED;
    }
}
