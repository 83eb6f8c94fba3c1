package io.meepa.credentials.standin.oauth;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The token address. Refuses every request that the service was recorded to refuse. */
final class TokenRules {

    private static final String URN = "urn:ietf:params:oauth:grant-type:";
    private static final String TEXT = "text/plain";

    private final RecordedService recorded;
    private final ServiceState state;
    private final BoundTokens bound;

    TokenRules(RecordedService recorded, ServiceState state) {
        this.recorded = recorded;
        this.state = state;
        this.bound = new BoundTokens(state);
    }

    Answer answer(Call call) {
        RecordedService.Token token = recorded.token();
        String type = token.json() ? "application/json" : "application/x-www-form-urlencoded";
        if (!call.header("content-type").orElse("").equals(type)) {
            return error(415, "invalid_request");
        }
        Map<String, String> fields = Parameters.read(call);
        String grant = fields.getOrDefault("grant_type", "");
        boolean byIdAlone = grant.equals(URN + "device_code")
                && recorded.device().filter(rules -> !rules.secret()).isPresent();
        boolean proven = byIdAlone ? AppProof.ofId(fields) : AppProof.of(call, fields, token.basic());
        if (!proven) {
            return refused(
                    401,
                    Map.of("error", "unauthorized_client", "error_description", "Missing valid authorization header"));
        }
        return bound.refusal(call).orElseGet(() -> traded(grant, fields));
    }

    private Answer traded(String grant, Map<String, String> fields) {
        return switch (grant) {
            case "authorization_code" -> code(fields);
            case "refresh_token" -> renewed(fields);
            case URN + "device_code" -> device(fields.getOrDefault("device_code", ""));
            case "client_credentials" -> alone(OAuthStandIn.CLIENT_ID);
            case URN + "jwt-bearer" ->
                Assertions.subject(fields.getOrDefault("assertion", ""), state)
                        .map(this::alone)
                        .orElseGet(() -> error(400, "invalid_grant"));
            default -> error(400, "unsupported_grant_type");
        };
    }

    private Answer code(Map<String, String> fields) {
        Optional<Grants.Code> code = state.grants.take(fields.getOrDefault("code", ""));
        boolean fits = code.isPresent()
                && code.get().redirect().equals(fields.getOrDefault("redirect_uri", ""))
                && code.get()
                        .challenge()
                        .map(expected -> expected.equals(challenge(fields.getOrDefault("code_verifier", ""))))
                        .orElse(!fields.containsKey("code_verifier"));
        return fits ? given(recorded.signIn(), state.grants.pair(code.get().person())) : error(400, "invalid_grant");
    }

    private Answer renewed(Map<String, String> fields) {
        String refresh = fields.getOrDefault("refresh_token", "");
        if (fields.containsKey("scope") || fields.containsKey("resource")) {
            return error(400, "invalid_request");
        }
        return state.grants
                .renew(refresh)
                .map(pair -> given(recorded.renewed(), pair))
                .orElseGet(() -> Answer.text(
                        recorded.refused().status(),
                        TEXT,
                        recorded.refused().body().replace("$R", refresh)));
    }

    private Answer device(String deviceCode) {
        RecordedService.Device rules = recorded.device().orElseThrow();
        DeviceCodes.Poll poll = state.devices.poll(deviceCode);
        if (poll.error().isEmpty()) {
            return poll.person()
                    .map(person -> given(recorded.signIn(), state.grants.pair(person)))
                    .orElseGet(() -> error(rules.waitingStatus(), rules.denied()));
        }
        return error(rules.waitingStatus(), poll.error());
    }

    private Answer alone(String subject) {
        return recorded.appAlone()
                .map(template -> given(template, state.grants.single(subject)))
                .orElseGet(() -> error(400, "unauthorized_client"));
    }

    private Answer given(String template, Grants.Pair pair) {
        String scoped = state.scope
                .map(scope -> template.replaceAll("\"scope\":(\"[^\"]*\"|\\[[^\\]]*\\])", "\"scope\":" + scope))
                .orElse(template);
        String body = Filled.of(scoped, pair.person()).replace("$A", pair.access());
        return Answer.text(
                200,
                TEXT,
                pair.refresh()
                        .map(refresh -> body.replace("$R", refresh))
                        .orElseGet(() -> body.replace(",\"refresh_token\":\"$R\"", "")));
    }

    private static Answer error(int status, String code) {
        return refused(status, Map.of("error", code));
    }

    private static Answer refused(int status, Map<String, String> body) {
        return Answer.json(status, new LinkedHashMap<>(body));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
