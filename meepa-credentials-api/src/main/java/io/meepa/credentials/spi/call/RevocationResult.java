package io.meepa.credentials.spi.call;

import io.meepa.credentials.report.Evidence;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a revocation. That it is done, or that nothing was left to do, is said with {@link Evidence}; without it, throw
 * {@link io.meepa.credentials.error.ProviderUnavailableException}, and the revocation stays queued. Immutable.
 */
public final class RevocationResult {

    private final End end;
    private final String detail;
    private final @Nullable Evidence evidence;

    private RevocationResult(End end, String detail, @Nullable Evidence evidence) {
        this.end = end;
        this.detail = detail;
        this.evidence = evidence;
    }

    /**
     * Returns the plain success.
     *
     * @param evidence what was looked at before, or what the upstream answered
     * @return revoked by this call
     */
    public static RevocationResult revoked(Evidence evidence) {
        return new RevocationResult(End.REVOKED, "", evidence);
    }

    /**
     * Returns the success of which nothing was left to do.
     *
     * @param evidence what that is based on
     * @return gone before this call
     */
    public static RevocationResult alreadyGone(Evidence evidence) {
        return new RevocationResult(End.ALREADY_GONE, "", evidence);
    }

    /**
     * Returns the end of what cannot be revoked, now or ever.
     *
     * @param why why not, and what stays alive, for people
     * @return unsupported
     */
    public static RevocationResult unsupported(String why) {
        return new RevocationResult(End.UNSUPPORTED, why, null);
    }

    /**
     * Returns a copy with more for people.
     *
     * @param newDetail a phrase
     * @return the copy
     */
    public RevocationResult withDetail(String newDetail) {
        return new RevocationResult(end, newDetail, evidence);
    }

    /**
     * Returns the end.
     *
     * @return the value
     */
    public End end() {
        return end;
    }

    /**
     * Returns more, for people.
     *
     * @return a phrase; may be empty
     */
    public String detail() {
        return detail;
    }

    /**
     * Returns what the end is based on.
     *
     * @return the evidence, empty only if nothing was done
     */
    public Optional<Evidence> evidence() {
        return Optional.ofNullable(evidence);
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RevocationResult that
                && Objects.equals(end, that.end)
                && Objects.equals(detail, that.detail)
                && Objects.equals(evidence, that.evidence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(end, detail, evidence);
    }

    @Override
    public String toString() {
        return "RevocationResult[end=" + end + ", detail=" + detail + ", evidence=" + evidence + "]";
    }
}
