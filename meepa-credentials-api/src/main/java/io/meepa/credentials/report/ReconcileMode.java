package io.meepa.credentials.report;

/** Whether reconciling changes anything. */
public enum ReconcileMode {
    /** Compares and reports. Changes nothing, here or upstream. */
    DRY_RUN,
    /**
     * Compares, then puts right what can be: deletes orphans, recreates what is missing unless that costs money, repairs
     * drift, finishes what was left open. Touches nothing upstream that does not bear our tag.
     */
    APPLY
}
