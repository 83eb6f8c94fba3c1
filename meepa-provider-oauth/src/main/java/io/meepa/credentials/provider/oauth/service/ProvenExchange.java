package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopExchange;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.wire.Exchange;
import java.util.Optional;

/** Sends requests with a proof of the key, if tokens are bound to one. */
record ProvenExchange(Exchange exchange, Optional<DpopKey> key, SigningContext signing) {

    /** For a token endpoint. */
    Exchange trading() {
        return key.<Exchange>map(this::proving).orElse(exchange);
    }

    /** For requests with a token. */
    Exchange carrying(Secret accessToken) {
        return key.map(own -> proving(own).carrying(accessToken)).orElse(exchange);
    }

    private DpopExchange proving(DpopKey own) {
        return new DpopExchange(exchange, own, signing.clock(), signing.random());
    }
}
