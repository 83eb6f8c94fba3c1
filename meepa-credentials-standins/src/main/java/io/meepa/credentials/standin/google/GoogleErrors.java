package io.meepa.credentials.standin.google;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Refusal;
import java.util.List;
import java.util.Map;

/** Google's error envelope, and the token endpoint's (provider API notes §3.2 and §3.5). */
final class GoogleErrors {

    private GoogleErrors() {}

    static Answer answer(int status, String reason, String message) {
        return Answer.json(status, body(status, reason, message));
    }

    static Map<String, Object> body(int status, String reason, String message) {
        Map<String, Object> detail = Map.of("message", message, "domain", "global", "reason", reason);
        return Map.of("error", Map.of("code", status, "message", message, "errors", List.of(detail)));
    }

    static Refusal refused(int status, String reason, String message) {
        return new Refusal(answer(status, reason, message));
    }

    static Refusal invalid(String field) {
        return refused(400, "invalid", "Invalid Input: " + field);
    }

    static Refusal unknownOrgUnit() {
        return refused(400, "invalid", "Invalid Input: INVALID_OU_ID");
    }

    static Refusal userNotFound() {
        return refused(404, "notFound", "Resource Not Found: userKey");
    }

    static Refusal duplicate() {
        return refused(409, "duplicate", "Entity already exists.");
    }

    static Refusal incomplete() {
        return refused(412, "conditionNotMet", "User creation is not complete.");
    }

    static Refusal notAuthorized() {
        return refused(403, "forbidden", "Not Authorized to access this resource/api");
    }

    static Refusal token(int status, String error, String description) {
        return new Refusal(Answer.json(status, Map.of("error", error, "error_description", description)));
    }
}
