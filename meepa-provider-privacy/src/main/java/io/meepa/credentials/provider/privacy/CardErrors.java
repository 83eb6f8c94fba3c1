package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.provider.support.CallOutcome;
import io.meepa.credentials.provider.support.Classified;
import io.meepa.credentials.provider.support.ErrorClassifier;
import io.meepa.credentials.provider.support.UpstreamError;
import java.util.Locale;

/** Privacy.com's errors. They have no codes: 401 stands for a bad key, a plan and a missing privilege alike. */
record CardErrors(String settingsPath) implements ErrorClassifier {

    static final String PRIVILEGE = "missing_privilege";
    static final String PLAN = "plan";
    static final String KEY = "bad_key";

    @Override
    public Classified classify(UpstreamError error) {
        String message = error.text("message");
        String code = code(error.status(), message.toLowerCase(Locale.ROOT));
        CallOutcome outcome = code.isEmpty() ? Classified.ofStatus(error.status()) : CallOutcome.REFUSED;
        return new Classified(outcome, code, message + remedy(code, error.status()));
    }

    private static String code(int status, String words) {
        if (status != 401 && status != 402 && status != 403) {
            return "";
        }
        if (status == 402 || words.contains("upgrade") || words.contains("your plan")) {
            return PLAN;
        }
        return words.contains("privilege") || words.contains("permission") || words.contains("not enabled")
                ? PRIVILEGE
                : KEY;
    }

    private String remedy(String code, int status) {
        return switch (code) {
            case PRIVILEGE ->
                "; the key is fine, but the account may not do this: change " + settingsPath
                        + ".card_type or ask Privacy.com for the privilege";
            case PLAN ->
                "; the key is fine, but the account's plan does not include this: upgrade the plan at Privacy.com, or change "
                        + settingsPath + ".card_type";
            case KEY ->
                "; set the key that " + settingsPath + ".api_key_env names anew; production and sandbox have different"
                        + " ones";
            default -> status == 422 ? "; see the plan's number of cards and the account's funding source" : "";
        };
    }
}
