package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.provider.support.CallOutcome;
import io.meepa.credentials.provider.support.Classified;
import io.meepa.credentials.provider.support.ErrorClassifier;
import io.meepa.credentials.provider.support.UpstreamError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** AgentMail's errors by their codes; one status stands for name taken, plan limit, paused and missing permission. */
record MailErrors(String settingsPath) implements ErrorClassifier {

    private static final Set<String> REFUSED = Set.of(
            "validation_error",
            "query_range_too_wide",
            "missing_authorization",
            "invalid_token_type",
            "unknown_api_key",
            "unauthorized",
            "api_key_expired",
            "missing_permission",
            "permission_escalation",
            "unrestricted_key_required",
            "forbidden",
            "account_suspended",
            "already_exists",
            "resource_taken",
            "limit_exceeded",
            "domain_not_verified",
            "inbox_paused",
            "message_rejected",
            "not_found",
            "cannot_delete",
            "conflict",
            "unprocessable");

    @Override
    public Classified classify(UpstreamError error) {
        String code = error.text("code");
        return new Classified(outcome(code, error.status()), code, text(code, error));
    }

    private static CallOutcome outcome(String code, int status) {
        if (REFUSED.contains(code)) {
            return CallOutcome.REFUSED;
        }
        return switch (code) {
            case "rate_limit_exceeded" -> CallOutcome.BUSY;
            case "resource_deleting" -> CallOutcome.AGAIN;
            // Another first create with our client id is under way: it may be our own, sent twice.
            case "race_condition", "internal_error", "service_unavailable" -> CallOutcome.UNKNOWN;
            default -> Classified.ofStatus(status);
        };
    }

    private String text(String code, UpstreamError error) {
        List<String> parts = new ArrayList<>(List.of(error.text("message")));
        for (JsonNode detail : error.body().path("errors")) {
            parts.add(detail.path("path").toString() + " "
                    + detail.path("message").asText(""));
        }
        parts.add(remedy(code, error));
        parts.add(error.text("fix"));
        parts.removeIf(String::isBlank);
        return String.join("; ", parts);
    }

    private String remedy(String code, UpstreamError error) {
        return switch (code) {
            case "unknown_api_key", "unauthorized", "api_key_expired", "invalid_token_type", "missing_authorization" ->
                "set the key that " + settingsPath + ".api_key_env names anew";
            case "missing_permission", "permission_escalation", "unrestricted_key_required" ->
                "the organisation's key needs api_key_create, inbox_create and every permission that it hands on ("
                        + settingsPath + ".permissions)";
            case "limit_exceeded" -> limit(error);
            case "already_exists", "resource_taken" -> suggestions(error.body());
            case "domain_not_verified", "unprocessable" ->
                "publish the DNS records of the domain and have AgentMail verify it, or change " + settingsPath
                        + ".domain";
            case "account_suspended" -> error.text("suspended_reason") + "; only AgentMail's support can lift this";
            case "" -> error.status() == 401 || error.status() == 403 ? region() : "";
            default -> "";
        };
    }

    /** A bare "Forbidden" comes from the gateway, which refuses keys as such. */
    private String region() {
        return "the key itself was refused: is it of the other region, revoked or mistyped? See " + settingsPath
                + ".api_key_env and .base_url";
    }

    private static String limit(UpstreamError error) {
        JsonNode body = error.body();
        String limit = body.path("limit")
                .asText(error.headers().apply("x-agentmail-limit").orElse("unknown"));
        String resource = body.path("resource")
                .asText(error.headers().apply("x-agentmail-resource").orElse("resources"));
        String upgrade = body.path("upgrade_url").asText("AgentMail's console");
        return "the plan allows " + limit + " " + resource + ": revoke unused ones or upgrade at " + upgrade;
    }

    private String suggestions(JsonNode body) {
        List<String> free = new ArrayList<>();
        body.path("suggestions").forEach(suggestion -> free.add(suggestion.asText("")));
        return "set another agents[].identity.email_prefix"
                + (free.isEmpty() ? "" : "; AgentMail suggests " + String.join(", ", free));
    }
}
