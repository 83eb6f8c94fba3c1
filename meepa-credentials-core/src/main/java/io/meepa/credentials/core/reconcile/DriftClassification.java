package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.spi.call.Verification;
import java.util.Optional;

/**
 * What an upstream's answer means for a stored credential.
 *
 * @param divergence how it differs
 * @param detail how, for people
 * @param evidence what it is based on; always there if it is gone
 */
public record DriftClassification(Divergence divergence, String detail, Optional<Evidence> evidence) {

    DriftClassification(Divergence divergence, String detail) {
        this(divergence, detail, Optional.empty());
    }

    /** Classifies an answer, as far as it may be believed; empty if nothing differs. */
    public static Optional<DriftClassification> of(AgentCredential credential, Verification answer) {
        Verification verification = new ManagedCredential(credential).believed(answer);
        String differences = String.join("; ", verification.differences());
        return switch (verification.state()) {
            case LIVE ->
                differences.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new DriftClassification(Divergence.DRIFTED, differences));
            case SUSPENDED -> classified(Divergence.SUSPENDED, "switched off upstream", differences);
            case GONE ->
                classified(Divergence.MISSING, "gone upstream", differences)
                        .map(drift -> new DriftClassification(drift.divergence, drift.detail, verification.evidence()));
            case FOREIGN -> classified(Divergence.FOREIGN, "not ours, and not touched", differences);
            case UNKNOWN -> classified(Divergence.UNKNOWN, "the upstream does not say", differences);
        };
    }

    private static Optional<DriftClassification> classified(Divergence divergence, String what, String differences) {
        return Optional.of(
                new DriftClassification(divergence, differences.isEmpty() ? what : what + ": " + differences));
    }
}
