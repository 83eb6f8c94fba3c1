package io.meepa.credentials.provider.gworkspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.provider.support.CallOutcome;
import io.meepa.credentials.provider.support.Classified;
import io.meepa.credentials.provider.support.ErrorClassifier;
import io.meepa.credentials.provider.support.UpstreamError;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the Directory API's errors: by their reason first, since one status means several things there. A 403 may be a
 * missing right or a limit of calls; a 412 may be a user in the making or a lack of licences.
 */
final class DirectoryErrors implements ErrorClassifier {

    /** The address is taken. */
    static final String DUPLICATE = "duplicate";

    /** The user is not complete yet. */
    static final String NOT_READY = "conditionNotMet";

    private static final Set<String> BUSY = Set.of(
            "userRateLimitExceeded", "quotaExceeded", "rateLimitExceeded", "concurrentLimitExceeded", "slowDown");

    @Override
    public Classified classify(UpstreamError error) {
        JsonNode details = error.body().path("error");
        String message = details.path("message").asText("");
        String reason = code(
                error.status(), details.path("errors").path(0).path("reason").asText(""));
        String remedy = remedy(error.status(), reason, message);
        return new Classified(
                outcome(error.status(), reason), reason, remedy.isEmpty() ? message : message + ": " + remedy);
    }

    private static String code(int status, String reason) {
        if (status == 409) {
            return DUPLICATE;
        }
        return status == 412 && reason.isEmpty() ? NOT_READY : reason;
    }

    private static CallOutcome outcome(int status, String reason) {
        if (BUSY.contains(reason)) {
            return CallOutcome.BUSY;
        }
        return status == 409 ? CallOutcome.REFUSED : Classified.ofStatus(status);
    }

    private static String remedy(int status, String reason, String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("limit reached") || (status == 412 && reason.equals("limitExceeded"))) {
            return "no licence is left. Buy one, or delete users that are not needed; a deleted user may hold its licence for"
                    + " 20 days";
        }
        return switch (status) {
            case 400 ->
                words.contains("ou_id") || words.contains("orgunit") || words.contains("organizational unit")
                        ? "the organisational unit of org_unit_path does not exist. Create it in the Admin console"
                        : "";
            case 401 -> "the access token is not accepted. Check the key or the token supplier";
            case 403 ->
                "the service account lacks the right. Give it the admin role, or the delegation of"
                        + " admin.directory.user together with admin_subject; switch on the Admin SDK API in its project; check"
                        + " that the domain belongs to the account. A new grant takes up to a day to be known everywhere";
            default -> "";
        };
    }
}
