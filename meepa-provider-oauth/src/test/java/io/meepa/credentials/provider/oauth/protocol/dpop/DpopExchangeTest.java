package io.meepa.credentials.provider.oauth.protocol.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.authorization.Pkce;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DpopExchangeTest {

    private static final URI TOKEN = URI.create("https://as.example.com/token");
    private final List<String> nonces = new ArrayList<>();
    private final DpopKey key = DpopKey.create(new SecureRandom());

    @Test
    void sendsARefusedRequestOnceMoreWithTheNonceAndKeepsIt() {
        DpopExchange exchange = exchange("n1");

        assertThat(exchange.send(request()).status()).isEqualTo(200);
        assertThat(exchange.send(request()).status()).isEqualTo(200);

        assertThat(nonces).containsExactly("", "n1", "n1");
    }

    @Test
    void givesUpAfterOneRepetition() {
        DpopExchange exchange = new DpopExchange(
                request -> {
                    nonces.add(nonce(request));
                    return answer(400, "{\"error\":\"use_dpop_nonce\"}", "n" + nonces.size());
                },
                key,
                Clock.systemUTC(),
                new SecureRandom());

        assertThat(exchange.send(request()).status()).isEqualTo(400);
        assertThat(nonces).containsExactly("", "n1");
    }

    @Test
    void repeatsNothingForAnotherRefusal() {
        DpopExchange exchange = new DpopExchange(
                request -> {
                    nonces.add(nonce(request));
                    return answer(400, "{\"error\":\"invalid_grant\"}", "n1");
                },
                key,
                Clock.systemUTC(),
                new SecureRandom());

        exchange.send(request());

        assertThat(nonces).hasSize(1);
    }

    @Test
    void bindsAProofToTheTokenThatGoesWithIt() throws ParseException {
        String proof = key.proof(
                new DpopKey.Target("GET", TOKEN),
                Optional.of(Secret.of("token")),
                Optional.empty(),
                Clock.systemUTC().instant(),
                new SecureRandom());

        assertThat(SignedJWT.parse(proof).getJWTClaimsSet().getStringClaim("ath"))
                .isEqualTo(Pkce.challenge(Secret.of("token")));
        assertThat(key.toString()).contains(key.thumbprint());
    }

    private DpopExchange exchange(String wanted) {
        return new DpopExchange(
                request -> {
                    String nonce = nonce(request);
                    nonces.add(nonce);
                    return nonce.equals(wanted)
                            ? answer(200, "{\"access_token\":\"A\"}", wanted)
                            : answer(400, "{\"error\":\"use_dpop_nonce\"}", wanted);
                },
                key,
                Clock.systemUTC(),
                new SecureRandom());
    }

    private static WireRequest request() {
        return WireRequest.of("POST", TOKEN, "renew the token");
    }

    private static String nonce(WireRequest request) {
        try {
            String nonce = SignedJWT.parse(request.headers().get("DPoP"))
                    .getJWTClaimsSet()
                    .getStringClaim("nonce");
            return nonce == null ? "" : nonce;
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static WireAnswer answer(int status, String body, String nonce) {
        return WireAnswer.wrap(
                status,
                name -> name.equals("DPoP-Nonce") ? Optional.of(nonce) : Optional.empty(),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
