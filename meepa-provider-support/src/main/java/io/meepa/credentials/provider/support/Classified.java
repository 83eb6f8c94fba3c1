package io.meepa.credentials.provider.support;

/**
 * A provider's reading of an error.
 *
 * @param verdict what it means
 * @param code the upstream's code or reason, to branch on; empty if it gave none
 * @param text the upstream's words and the remedy, not yet scrubbed; may be empty
 */
public record Classified(Verdict verdict, String code, String text) {

    /**
     * Reads an error that has no code: time-outs, conflicts and server errors leave the outcome open, 429 asks to wait,
     * the rest refuses.
     *
     * @param status the HTTP status
     * @return the verdict
     */
    public static Verdict ofStatus(int status) {
        if (status == 429) {
            return Verdict.BUSY;
        }
        return status == 408 || status == 409 || status >= 500 ? Verdict.UNKNOWN : Verdict.REFUSED;
    }
}
