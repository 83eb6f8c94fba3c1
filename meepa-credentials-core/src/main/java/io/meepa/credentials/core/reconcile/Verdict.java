package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.ReconciliationReport.Divergence;
import io.meepa.credentials.spi.Verification;
import java.util.Optional;

/**
 * What an upstream's answer means for a stored credential.
 *
 * @param divergence how it differs
 * @param detail how, for people
 */
public record Verdict(Divergence divergence, String detail) {

    /** Classifies an answer; empty if nothing differs. */
    public static Optional<Verdict> of(Verification verification) {
        String differences = String.join("; ", verification.differences());
        return switch (verification.state()) {
            case LIVE ->
                differences.isEmpty() ? Optional.empty() : Optional.of(new Verdict(Divergence.DRIFTED, differences));
            case SUSPENDED -> verdict(Divergence.SUSPENDED, "switched off upstream", differences);
            case GONE -> verdict(Divergence.MISSING, "gone upstream", differences);
            case FOREIGN -> verdict(Divergence.FOREIGN, "not ours, and not touched", differences);
            case UNKNOWN -> verdict(Divergence.UNKNOWN, "the upstream cannot tell", differences);
        };
    }

    private static Optional<Verdict> verdict(Divergence divergence, String what, String differences) {
        return Optional.of(new Verdict(divergence, differences.isEmpty() ? what : what + ": " + differences));
    }
}
