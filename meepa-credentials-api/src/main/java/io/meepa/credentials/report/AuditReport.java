package io.meepa.credentials.report;

import java.util.List;

/**
 * What the audit trail looks like to a holder of its key.
 *
 * @param first the number of the oldest record there is; 0 if there is none
 * @param last the number of the newest record there is; 0 if there is none
 * @param interrupted whether the last append never ended, as a killed process leaves it; no sign of tampering
 * @param findings what is not as it was written, in the trail's order
 */
public record AuditReport(long first, long last, boolean interrupted, List<Finding> findings) {

    /** Copies the list. */
    public AuditReport {
        findings = List.copyOf(findings);
    }

    /**
     * Returns whether every record is there, in its place and as it was written.
     *
     * @return whether nothing was found
     */
    public boolean ok() {
        return findings.isEmpty();
    }

    /** What is wrong at a place. */
    public enum Problem {
        /** A line was edited, or put in without the key. */
        ALTERED,
        /** Records are not there. */
        MISSING,
        /** A record stands where another belongs: moved, or there twice. */
        OUT_OF_PLACE,
        /** A record follows another past than the one there: the files were set back to a former copy. */
        FORKED,
        /** The end of the trail is not there. */
        TRUNCATED,
        /** The record kept beside of where the trail ends is not there or was edited. */
        HEAD
    }

    /**
     * One thing that is wrong.
     *
     * @param problem what
     * @param record the number of the record that is concerned, or belongs there
     * @param file the file's name
     * @param message what it is, for people
     */
    public record Finding(Problem problem, long record, String file, String message) {

        @Override
        public String toString() {
            return problem + " at record " + record + " in " + file + ": " + message;
        }
    }
}
