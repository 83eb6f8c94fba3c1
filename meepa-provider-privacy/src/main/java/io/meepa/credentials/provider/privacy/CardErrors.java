package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.provider.support.Classified;
import io.meepa.credentials.provider.support.ErrorClassifier;
import io.meepa.credentials.provider.support.UpstreamError;
import io.meepa.credentials.provider.support.Verdict;
import java.util.Locale;

/** Privacy.com's errors. They have no codes, and 401 stands for a bad key and a missing privilege alike: read the words. */
record CardErrors(String settingsPath) implements ErrorClassifier {

    static final String PRIVILEGE = "missing_privilege";
    static final String KEY = "bad_key";

    @Override
    public Classified classify(UpstreamError error) {
        String message = error.text("message");
        String code = code(error.status(), message.toLowerCase(Locale.ROOT));
        Verdict verdict = code.isEmpty() ? Classified.ofStatus(error.status()) : Verdict.REFUSED;
        return new Classified(verdict, code, message + remedy(code, error.status()));
    }

    private static String code(int status, String words) {
        if (status != 401 && status != 403) {
            return "";
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
            case KEY ->
                "; set the key that " + settingsPath + ".api_key_env names anew; production and sandbox have different"
                        + " ones";
            default -> status == 422 ? "; see the plan's number of cards and the account's funding source" : "";
        };
    }
}
