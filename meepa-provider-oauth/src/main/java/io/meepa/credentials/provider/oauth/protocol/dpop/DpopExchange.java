package io.meepa.credentials.provider.oauth.protocol.dpop;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.Exchange;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Sends requests with a proof of possession (RFC 9449, sections 5 and 8). Keeps the last nonce per origin; a request that
 * was refused for want of a nonce is sent once more. Such a refusal traded nothing. Thread-safe.
 */
public final class DpopExchange implements Exchange {

    private static final int LONGEST_NONCE = 512;

    private final Exchange exchange;
    private final DpopKey key;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();

    /**
     * Creates the exchange of one key.
     *
     * @param exchange sends
     * @param key signs
     * @param clock the time of the proofs
     * @param random for the proofs' ids
     */
    public DpopExchange(Exchange exchange, DpopKey key, Clock clock, RandomGenerator random) {
        this.exchange = exchange;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Returns the exchange for requests that carry a bound token. Nonces are shared.
     *
     * @param accessToken the token; stays the caller's
     * @return the exchange
     */
    public Exchange carrying(Secret accessToken) {
        return request -> send(request, Optional.of(accessToken));
    }

    @Override
    public WireAnswer send(WireRequest request) {
        return send(request, Optional.empty());
    }

    private WireAnswer send(WireRequest request, Optional<Secret> token) {
        String origin = origin(request.address());
        Optional<String> used = Optional.ofNullable(nonces.get(origin));
        WireAnswer first = once(request, token, used);
        boolean newNonce = !Optional.ofNullable(nonces.get(origin)).equals(used);
        if (!newNonce || !wantsNonce(first)) {
            return first;
        }
        first.close();
        return once(request, token, Optional.ofNullable(nonces.get(origin)));
    }

    private WireAnswer once(WireRequest request, Optional<Secret> token, Optional<String> nonce) {
        DpopKey.Target target = new DpopKey.Target(request.method(), request.address());
        String proof = key.proof(target, token, nonce, clock.instant(), random);
        WireAnswer answer = exchange.send(request.header("DPoP", proof));
        answer.header("DPoP-Nonce")
                .filter(text -> text.length() <= LONGEST_NONCE && text.matches("[!#-\\[\\]-~]+"))
                .ifPresent(text -> nonces.put(origin(request.address()), text));
        return answer;
    }

    private static boolean wantsNonce(WireAnswer answer) {
        if (answer.status() != 400 && answer.status() != 401) {
            return false;
        }
        if (answer.header("WWW-Authenticate").orElse("").contains("use_dpop_nonce")) {
            return true;
        }
        try (AnswerNode tree = answer.tree()) {
            return tree.field("error").is("use_dpop_nonce");
        }
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
