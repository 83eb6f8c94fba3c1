package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** AgentMail's error bodies: name and message always, a code nearly always (provider API notes §1.6). */
final class MailErrors {

    private MailErrors() {}

    static Refusal refused(int status, String code, String message) {
        return new Refusal(answer(status, code, message));
    }

    static Answer answer(int status, String code, String message) {
        return Answer.json(status, body(status, code, message));
    }

    static Refusal invalid(String field, String message) {
        Map<String, Object> body = body(400, "validation_error", "The request is not valid.");
        body.put("errors", List.of(Map.of("path", List.of(field), "message", message, "code", "invalid")));
        return new Refusal(Answer.json(400, body));
    }

    static Refusal notFound(String what) {
        return refused(404, "not_found", what + " not found");
    }

    static Answer routeNotFound() {
        return answer(404, "not_found", "Route not found");
    }

    /** A refusal of the gateway, before the service proper: no code. */
    static Refusal gateway(int status, String message) {
        return new Refusal(Answer.json(status, Map.of("message", message)));
    }

    static Refusal nameTaken(String code, String message, List<String> suggestions) {
        Map<String, Object> body = body(403, code, message);
        body.put("suggestions", suggestions);
        return new Refusal(Answer.json(403, body));
    }

    static Refusal limitExceeded(String resource, int limit) {
        Map<String, Object> body = body(403, "limit_exceeded", "The plan's number of " + resource + " is used up.");
        body.put("resource", resource);
        body.put("limit", limit);
        body.put("upgrade_url", "https://console.agentmail.example/billing");
        return new Refusal(Answer.json(403, body)
                .with("x-agentmail-resource", resource)
                .with("x-agentmail-limit", Integer.toString(limit))
                .with("x-agentmail-remaining", "0"));
    }

    private static Map<String, Object> body(int status, String code, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name(status));
        body.put("code", code);
        body.put("message", message);
        body.put("fix", "See the documentation of " + code + ".");
        body.put("docs", "https://docs.agentmail.example/errors#" + code);
        return body;
    }

    private static String name(int status) {
        return switch (status) {
            case 400 -> "ValidationError";
            case 401 -> "UnauthorizedError";
            case 403 -> "ForbiddenError";
            case 404 -> "NotFoundError";
            case 409 -> "ConflictError";
            case 422 -> "UnprocessableError";
            case 429 -> "RateLimitError";
            case 503 -> "ServiceUnavailableError";
            default -> "InternalError";
        };
    }
}
