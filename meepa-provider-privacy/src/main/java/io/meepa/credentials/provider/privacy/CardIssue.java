package io.meepa.credentials.provider.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.Resumption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the card paused, records it, then opens it: one that is lost on the way can spend nothing. When resumed, looks for
 * cards with our memo first, keeps one and closes the others.
 */
final class CardIssue {

    private final CardApi api;
    private final CardSettings settings;
    private final IssueRequest request;
    private final CardTerms terms;
    private final String memo;
    private final Instant since;

    CardIssue(CardApi api, CardSettings settings, IssueRequest request, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.request = request;
        this.terms = settings.terms().of(request);
        this.memo = PrivacyIssuer.memo(request.tag());
        this.since = request.resumption().map(Resumption::since).orElseGet(clock::instant);
    }

    Issued carryOut() {
        Optional<String> earlier = request.resumption().flatMap(this::left);
        String token = earlier.orElseGet(this::created);
        new Search(api, memo)
                .closeOthers(since, token)
                .forEach((other, evidence) -> request.checkpoint().gone(PrivacyIssuer.resource(other), evidence));
        JsonNode card = opened(token);
        Issued.Standing standing = earlier.isPresent() ? Issued.Standing.FOUND : Issued.Standing.CREATED;
        return Issued.of(standing, "Credit Card", items(card, token))
                .withMetadata(metadata())
                .withDetail(remark(card));
    }

    /** Returns the card that an earlier attempt left behind, recorded or not, if any. */
    private Optional<String> left(Resumption resumption) {
        return resumption.resource(PrivacyIssuer.KIND).filter(this::usable).or(() -> unrecorded(resumption));
    }

    private boolean usable(String token) {
        Search search = new Search(api, memo);
        JsonNode card = search.ours(token);
        if (CardApi.state(card) == CardApi.State.CLOSED) {
            request.checkpoint().gone(PrivacyIssuer.resource(token), search.shown(card));
            return false;
        }
        return true;
    }

    private Optional<String> unrecorded(Resumption resumption) {
        Optional<String> found = new Search(api, memo)
                .twice(resumption.since()).stream().map(SeenCard::id).findFirst();
        found.ifPresent(token -> request.checkpoint().reached(PrivacyIssuer.resource(token)));
        return found;
    }

    private String created() {
        ApiAnswer answer = api.create(terms, memo);
        String token = answer.id("token");
        request.checkpoint().reached(PrivacyIssuer.resource(token));
        if (!CardApi.bears(answer.body(), memo)) {
            throw new ProviderIndeterminateException("Privacy.com made a card without our memo " + memo
                    + ": it stays paused; look for it in the account");
        }
        return token;
    }

    private JsonNode opened(String token) {
        JsonNode answer = api.open(token, terms).required();
        JsonNode card = CardApi.bears(answer, memo) ? answer : api.card(token).required();
        if (!CardApi.bears(card, memo)) {
            throw new ProviderIndeterminateException("Privacy.com does not report the state of the card " + memo);
        }
        if (!terms.limitsOf(card)) {
            api.set(token, CardApi.State.PAUSED, "pause the card").required();
            throw new ProviderRejectedException("Privacy.com did not set the limit that was asked for ("
                    + terms.phrase() + "): the card " + memo + " was paused");
        }
        return card;
    }

    private List<CredentialItem> items(JsonNode card, String token) {
        List<CredentialItem> items = new ArrayList<>();
        show(items, ItemKeys.LAST_FOUR, card.path("last_four"));
        items.add(CredentialItem.shown(ItemKeys.TOKEN, token)); // an id, which opens nothing
        if (settings.keepsNumber()) {
            add(items, "card_number", card.path("pan"), ItemType.CARD_NUMBER);
            add(items, "cvv", card.path("cvv"), ItemType.CVV);
            show(items, "exp_month", card.path("exp_month"));
            show(items, "exp_year", card.path("exp_year"));
        }
        return items;
    }

    private static void add(List<CredentialItem> items, String key, JsonNode value, ItemType type) {
        if (!value.asText("").isEmpty()) {
            items.add(new CredentialItem(key, Secret.of(value.asText()), type));
        }
    }

    private static void show(List<CredentialItem> items, String key, JsonNode value) {
        if (!value.asText("").isEmpty()) {
            items.add(CredentialItem.shown(key, value.asText()));
        }
    }

    private Metadata metadata() {
        return Metadata.empty()
                .with(CardTerms.SPEND_LIMIT, terms.limitCents())
                .with(CardTerms.SPEND_LIMIT_DURATION, terms.period().name())
                .with("card_type", terms.type().name())
                .with(MetadataKeys.TAG, request.tag().text());
    }

    private String remark(JsonNode card) {
        List<String> remarks = new ArrayList<>();
        if (CardApi.state(card) != CardApi.State.OPEN) {
            remarks.add("the card is not open yet");
        }
        if (!card.path("type").asText(terms.type().name()).equals(terms.type().name())) {
            remarks.add("the card was made as another type before " + settings.path() + ".card_type was changed");
        }
        if (settings.keepsNumber() && card.path("pan").asText("").isEmpty()) {
            remarks.add("Privacy.com does not show this account the card's number");
        }
        return String.join("; ", remarks);
    }
}
