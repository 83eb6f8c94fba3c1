package io.meepa.credentials.standin.oauth;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a server by the RFCs has beside the rest: metadata, pushed requests, introspection. */
final class StandardRules {

    private static final String METADATA = "/.well-known/oauth-authorization-server";
    private static final String PUSHED = "/par";
    private static final String INTROSPECTION = "/introspect";

    private final RecordedService recorded;
    private final ServiceState state;

    StandardRules(RecordedService recorded, ServiceState state) {
        this.recorded = recorded;
        this.state = state;
    }

    Optional<Answer> answer(Call call) {
        if (!recorded.standard()) {
            return Optional.empty();
        }
        return switch (call.path()) {
            case METADATA -> Optional.of(Answer.json(200, metadata()));
            case PUSHED -> Optional.of(known(call, this::pushed));
            case INTROSPECTION -> Optional.of(known(call, this::introspected));
            default -> Optional.empty();
        };
    }

    private Map<String, Object> metadata() {
        String base = state.baseUrl();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", base);
        document.put("authorization_endpoint", base + recorded.authorize());
        document.put("token_endpoint", base + recorded.token().address());
        document.put("pushed_authorization_request_endpoint", base + PUSHED);
        document.put("introspection_endpoint", base + INTROSPECTION);
        recorded.revoke().ifPresent(rules -> document.put("revocation_endpoint", base + rules.address()));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
        document.putAll(state.published);
        return document;
    }

    private Answer pushed(Map<String, String> fields) {
        String reference = "urn:ietf:params:oauth:request_uri:" + (state.pushed.size() + 1);
        state.pushed.put(reference, fields);
        return Answer.json(201, Map.of("request_uri", reference, "expires_in", 60));
    }

    private Answer introspected(Map<String, String> fields) {
        return Answer.json(200, Map.of("active", state.grants.live(fields.getOrDefault("token", ""))));
    }

    private Answer known(Call call, Function<Map<String, String>, Answer> answer) {
        Map<String, String> fields = Parameters.read(call);
        return AppProof.of(call, fields, recorded.token().basic())
                ? answer.apply(fields)
                : Answer.json(401, Map.of("error", "invalid_client"));
    }
}
