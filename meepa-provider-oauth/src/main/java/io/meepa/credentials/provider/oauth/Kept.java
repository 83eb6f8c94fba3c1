package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.service.ServiceClient;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of what is kept between the halves of a sign-in. */
final class Kept {

    static final String VERIFIER = "verifier";
    static final String REDIRECT = "redirect_uri";
    static final String SCOPES = "scopes";
    static final String SERVER = "server";
    static final String DEVICE_CODE = "device_code";
    static final String INTERVAL = "interval";

    static final String BOUND_KEY = ItemKeys.BOUND_KEY;

    private Kept() {}

    /** Returns the client for tokens that are bound to the sign-in's key, if there is one. */
    static ServiceClient bound(ServiceClient client, Map<String, Secret> kept) {
        return Optional.ofNullable(kept.get(BOUND_KEY))
                .map(DpopKey::of)
                .map(client::bound)
                .orElse(client);
    }

    /** Returns what has to be there, since the first half put it there. */
    static Secret required(ConsentAnswer answer, String name) {
        return Optional.ofNullable(answer.kept().get(name))
                .orElseThrow(() -> new IllegalStateException("the sign-in on record has no " + name));
    }

    static String text(ConsentAnswer answer, String name) {
        return text(answer.kept(), name);
    }

    static String text(Map<String, Secret> kept, String name) {
        return Optional.ofNullable(kept.get(name)).map(Secret::reveal).orElse("");
    }

    static Set<String> scopes(ConsentAnswer answer) {
        String text = text(answer, SCOPES);
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }
}
