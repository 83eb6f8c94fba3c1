package io.meepa.credentials.standin.oauth;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Asks for a nonce in a proof of possession (RFC 9449, section 8), where a request has a proof at all. */
final class BoundTokens {

    private static final String NONCE = "nonce-1";

    private final ServiceState state;

    BoundTokens(ServiceState state) {
        this.state = state;
    }

    /** Returns the refusal of a proof without the nonce, or for another address. */
    Optional<Answer> refusal(Call call) {
        Optional<String> proof = call.header("dpop");
        if (proof.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = proof.get().split("\\.", -1);
        byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
        Map<String, Object> claims =
                Json.read(new String(payload, StandardCharsets.UTF_8)).orElse(Map.of());
        if (!NONCE.equals(claims.get("nonce"))) {
            return Optional.of(
                    Answer.json(400, Map.of("error", "use_dpop_nonce")).with("DPoP-Nonce", NONCE));
        }
        boolean here = (state.baseUrl() + call.path()).equals(claims.get("htu"));
        return here ? Optional.empty() : Optional.of(Answer.json(400, Map.of("error", "invalid_dpop_proof")));
    }
}
