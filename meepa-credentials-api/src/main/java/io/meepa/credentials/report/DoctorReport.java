package io.meepa.credentials.report;

import io.meepa.credentials.model.AgentId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code CredentialManager.doctor()} found.
 *
 * @param findings the most severe first
 */
public record DoctorReport(List<Finding> findings) {

    /** Copies the list. */
    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /**
     * Returns whether nothing has to be done; remarks may be there all the same. What an exit code should follow.
     *
     * @return false if any finding is a warning or an error
     */
    public boolean ok() {
        return findings.stream().allMatch(finding -> finding.severity() == Severity.INFO);
    }

    /** How much a finding matters. */
    public enum Severity {
        /** Worth knowing; nothing has to be done. */
        INFO,
        /** Works today, but somebody should act. */
        WARNING,
        /** Does not work, or a secret is exposed. */
        ERROR;

        /**
         * Returns the name for machines.
         *
         * @return the name, lower case
         */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing that was found.
     *
     * @param code a stable word for machines, for instance {@code wide-key-mode}
     * @param severity how much it matters
     * @param agent whose, or empty if it concerns all
     * @param subject the file, credential, variable or configuration key it is about
     * @param message what it is and what to do, for people, without a value
     */
    public record Finding(String code, Severity severity, Optional<AgentId> agent, String subject, String message) {

        @Override
        public String toString() {
            return severity.wireName() + " " + code + ": " + message;
        }
    }
}
