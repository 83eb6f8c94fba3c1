package io.meepa.credentials.report;

/** What deprovisioning does upstream. There is no default. */
public enum DeprovisionMode {
    /**
     * Revoke every managed credential upstream, then delete the document. What cannot be revoked yet stays queued in it,
     * what never can be stays on record until it is forgotten.
     */
    REVOKE,
    /** Delete the document only, as the gateway does; the report names what stays alive upstream. */
    LOCAL_ONLY
}
