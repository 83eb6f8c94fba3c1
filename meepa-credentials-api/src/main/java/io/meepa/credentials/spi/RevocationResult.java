package io.meepa.credentials.spi;

/**
 * How revoking ended.
 *
 * @param end the end
 * @param detail more, for people; may be empty
 */
public record RevocationResult(End end, String detail) {

    /**
     * Returns the plain success.
     *
     * @return revoked by this call
     */
    public static RevocationResult revoked() {
        return new RevocationResult(End.REVOKED, "");
    }

    /**
     * Returns the success of which nothing was left to do.
     *
     * @return gone before this call
     */
    public static RevocationResult alreadyGone() {
        return new RevocationResult(End.ALREADY_GONE, "");
    }

    /** How revoking can end. */
    public enum End {
        /** Revoked by this call. */
        REVOKED,
        /** Gone before this call. */
        ALREADY_GONE,
        /** Cannot be revoked, now or ever. */
        UNSUPPORTED
    }
}
