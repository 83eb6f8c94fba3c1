package io.meepa.credentials.sops.store;

import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.FindingCode;

/** What can be wrong with the files of a home. */
enum FileFindingCode implements FindingCode {
    /** A file or folder that others than its owner can open. */
    WIDE_MODE("wide-mode", Severity.WARNING),
    /** A private key that others than its owner can read. */
    WIDE_KEY_MODE("wide-key-mode", Severity.ERROR),
    /** A link where a real file or folder must be. */
    SYMBOLIC_LINK("symbolic-link", Severity.ERROR),
    /** A secret file with a second name. */
    HARD_LINK("hard-link", Severity.ERROR),
    /** Neither file, folder nor link. */
    ODD_FILE("odd-file", Severity.ERROR),
    /** A path that cannot be examined. */
    UNREADABLE_PATH("unreadable-path", Severity.ERROR),
    /** A home on another machine. */
    NETWORK_FOLDER("network-folder", Severity.WARNING),
    /** A document without the key file that opens it. */
    KEY_MISSING("key-missing", Severity.ERROR),
    /** A key in the folder of the document that it opens. */
    KEY_BESIDE_DOCUMENT("key-beside-document", Severity.INFO),
    /** Something in the folder of agents that is no agent's folder. */
    STRAY_ENTRY("stray-entry", Severity.INFO);

    private final String code;
    private final Severity severity;

    FileFindingCode(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
