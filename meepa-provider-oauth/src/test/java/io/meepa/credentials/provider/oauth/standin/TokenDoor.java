package io.meepa.credentials.provider.oauth.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.provider.oauth.preset.RevokeRules;
import io.meepa.credentials.provider.oauth.protocol.Revocation;
import io.meepa.credentials.provider.oauth.standin.QuirkStandin.Call;
import io.meepa.credentials.provider.oauth.standin.QuirkStandin.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Token and revocation address of a stand-in. Refuses every request that the service was recorded to refuse. */
final class TokenDoor {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Recorded recorded;
    private final Grants grants;

    TokenDoor(Recorded recorded, Grants grants) {
        this.recorded = recorded;
        this.grants = grants;
    }

    Reply trade(Call call) {
        if (!call.contentType().equals(recorded.json() ? "application/json" : "application/x-www-form-urlencoded")) {
            return new Reply(415, "{\"error\":\"invalid_request\"}");
        }
        Map<String, String> fields = fields(call.body(), recorded.json());
        if (!authenticated(call, fields, recorded.basic())) {
            return new Reply(
                    401,
                    "{\"error\":\"unauthorized_client\",\"error_description\":\"Missing valid authorization header\"}");
        }
        return switch (fields.getOrDefault("grant_type", "")) {
            case "authorization_code" -> code(fields);
            case "refresh_token" -> renewed(fields);
            default -> new Reply(400, "{\"error\":\"unsupported_grant_type\"}");
        };
    }

    Reply revoke(Call call, RevokeRules rules) {
        boolean json = call.contentType().equals("application/json");
        Map<String, String> fields = fields(call.body(), json);
        String token = rules.form() == Revocation.Form.BEARER
                ? call.authorization().replace("Bearer ", "")
                : fields.getOrDefault(
                        rules.form() == Revocation.Form.ACCESS_TOKEN_PARAMETER ? "access_token" : "token", "");
        boolean open = rules.app() == RevokeRules.Authentication.NONE;
        boolean basic = rules.app() == RevokeRules.Authentication.BASIC || recorded.basic();
        if (!open && !authenticated(call, fields, basic)) {
            return new Reply(401, "{\"error\":\"invalid_client\"}");
        }
        if (!grants.known(token)) {
            return new Reply(400, "{\"error\":\"invalid_token\"}");
        }
        if (rules.ends() == RevokeRules.Ends.TOKEN) {
            grants.end(token);
        } else {
            grants.endAll(grants.person(token));
        }
        return rules.form() == Revocation.Form.BEARER
                ? new Reply(200, "{\"ok\":true,\"revoked\":true}")
                : new Reply(200, "");
    }

    private Reply code(Map<String, String> fields) {
        Optional<Grants.Code> code = grants.take(fields.getOrDefault("code", ""));
        boolean fits = code.isPresent()
                && code.get().redirect().equals(fields.getOrDefault("redirect_uri", ""))
                && code.get()
                        .challenge()
                        .map(expected -> expected.equals(challenge(fields.getOrDefault("code_verifier", ""))))
                        .orElse(!fields.containsKey("code_verifier"));
        return fits
                ? given(recorded.signIn(), grants.pair(code.get().person()))
                : new Reply(400, "{\"error\":\"invalid_grant\"}");
    }

    private Reply renewed(Map<String, String> fields) {
        String refresh = fields.getOrDefault("refresh_token", "");
        if (fields.containsKey("scope") || fields.containsKey("resource")) {
            return new Reply(400, "{\"error\":\"invalid_request\"}");
        }
        return grants.renew(refresh)
                .map(pair -> given(recorded.renewed(), pair))
                .orElseGet(() -> new Reply(
                        recorded.refusal().status(), recorded.refusal().body().replace("$R", refresh)));
    }

    private static Reply given(String template, Grants.Pair pair) {
        String body = template.replace("$A", pair.access()).replace("$P", pair.person());
        return new Reply(
                200,
                pair.refresh()
                        .map(refresh -> body.replace("$R", refresh))
                        .orElseGet(() -> body.replace(",\"refresh_token\":\"$R\"", "")));
    }

    private static boolean authenticated(Call call, Map<String, String> fields, boolean basic) {
        // A parameter with an empty secret is an error of its own, and two ways at once are another.
        if (fields.getOrDefault("client_secret", "x").isEmpty()) {
            return false;
        }
        if (!basic) {
            return call.authorization().isEmpty()
                    && QuirkStandin.CLIENT_ID.equals(fields.get("client_id"))
                    && QuirkStandin.CLIENT_SECRET.equals(fields.get("client_secret"));
        }
        String pair = encoded(QuirkStandin.CLIENT_ID) + ":" + encoded(QuirkStandin.CLIENT_SECRET);
        return !fields.containsKey("client_secret")
                && call.authorization()
                        .equals("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return text.replace("+", "%2B").replace(" ", "%20");
    }

    private static Map<String, String> fields(String body, boolean json) {
        if (!json) {
            return QuirkStandin.form(body);
        }
        try {
            Map<String, String> fields = new LinkedHashMap<>();
            JsonNode tree = MAPPER.readTree(body);
            tree.properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            return fields;
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
