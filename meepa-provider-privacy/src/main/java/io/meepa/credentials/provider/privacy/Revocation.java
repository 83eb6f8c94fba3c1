package io.meepa.credentials.provider.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.UpstreamResource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Closes cards for good; reads their state first, and touches none that does not bear our memo. */
final class Revocation {

    private final CardApi api;
    private final RevokeRequest request;
    private final String memo;
    private final Search search;

    Revocation(CardApi api, RevokeRequest request) {
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
            search.twice(Optional.empty()).forEach(card -> open.add(card.id()));
        }
        open.forEach(search::close);
        return open.isEmpty() ? RevocationResult.alreadyGone() : RevocationResult.revoked();
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
        ApiAnswer answer = api.card(token);
        if (answer.absent()) {
            throw answer.refusal("closed cards stay visible, so this key is of another account or of the sandbox");
        }
        JsonNode card = answer.required();
        if (!CardApi.bears(card, memo)) {
            throw new ProviderRejectedException(
                    "Privacy.com's card does not bear our memo " + memo + ": it was not touched");
        }
        return CardApi.state(card) != CardApi.State.CLOSED;
    }
}
