package io.meepa.credentials.provider.support;

/**
 * A provider's reading of an error.
 *
 * @param outcome what it means for the call
 * @param code the upstream's code or reason, to branch on; empty if it gave none
 * @param text the upstream's words and the remedy, not yet scrubbed; may be empty
 */
public record Classified(CallOutcome outcome, String code, String text) {

    /**
     * Reads an error that has no code: time-outs, conflicts and server errors leave the outcome open, 429 asks to wait,
     * the rest refuses.
     *
     * @param status the HTTP status
     * @return the outcome
     */
    public static CallOutcome ofStatus(int status) {
        if (status == 429) {
            return CallOutcome.BUSY;
        }
        return status == 408 || status == 409 || status >= 500 ? CallOutcome.UNKNOWN : CallOutcome.REFUSED;
    }
}
