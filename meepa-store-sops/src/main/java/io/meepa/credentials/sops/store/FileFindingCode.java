package io.meepa.credentials.sops.store;

import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.FindingCode;

/** What can be wrong with the files of a home. */
enum FileFindingCode implements FindingCode {
    /** A file or folder that others than its owner can open. */
    WIDE_MODE(Severity.WARNING),
    /** A private key that others than its owner can read. */
    WIDE_KEY_MODE(Severity.ERROR),
    /** A link where a real file or folder must be. */
    SYMBOLIC_LINK(Severity.ERROR),
    /** A secret file with a second name. */
    HARD_LINK(Severity.ERROR),
    /** Neither file, folder nor link. */
    ODD_FILE(Severity.ERROR),
    /** A path that cannot be examined. */
    UNREADABLE_PATH(Severity.ERROR),
    /** A home on another machine. */
    NETWORK_FOLDER(Severity.WARNING),
    /** A document without the key file that opens it. */
    KEY_MISSING(Severity.ERROR),
    /** A key in the folder of the document that it opens. */
    KEY_BESIDE_DOCUMENT(Severity.INFO),
    /** Something in the folder of agents that is no agent's folder. */
    STRAY_ENTRY(Severity.INFO);

    private final Severity severity;

    FileFindingCode(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
