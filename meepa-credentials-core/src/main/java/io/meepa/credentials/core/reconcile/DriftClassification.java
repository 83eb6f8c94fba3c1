package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.spi.call.Verification;
import java.util.Optional;

/**
 * What an upstream's answer means for a stored credential.
 *
 * @param divergence how it differs
 * @param detail how, for people
 */
public record DriftClassification(Divergence divergence, String detail) {

    /** Classifies an answer; empty if nothing differs. */
    public static Optional<DriftClassification> of(Verification verification) {
        String differences = String.join("; ", verification.differences());
        return switch (verification.state()) {
            case LIVE ->
                differences.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new DriftClassification(Divergence.DRIFTED, differences));
            case SUSPENDED -> classified(Divergence.SUSPENDED, "switched off upstream", differences);
            case GONE -> classified(Divergence.MISSING, "gone upstream" + seen(verification), differences);
            case FOREIGN -> classified(Divergence.FOREIGN, "not ours, and not touched", differences);
            case UNKNOWN -> classified(Divergence.UNKNOWN, "the upstream does not say", differences);
        };
    }

    /** Whoever reads that something is gone reads what that is based on. */
    private static String seen(Verification verification) {
        return verification.evidence().map(looks -> " (" + looks + ")").orElse("");
    }

    private static Optional<DriftClassification> classified(Divergence divergence, String what, String differences) {
        return Optional.of(
                new DriftClassification(divergence, differences.isEmpty() ? what : what + ": " + differences));
    }
}
