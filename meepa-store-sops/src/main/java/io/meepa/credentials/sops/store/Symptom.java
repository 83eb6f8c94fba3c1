package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.DoctorReport.Finding;
import io.meepa.credentials.DoctorReport.Severity;
import java.util.Optional;

/** What can be wrong with a home, by its stable code. */
enum Symptom {
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
    /** A path that cannot be looked at. */
    UNREADABLE_PATH("unreadable-path", Severity.ERROR),
    /** A home on another machine. */
    NETWORK_FOLDER("network-folder", Severity.WARNING),
    /** A document without the key file that opens it. */
    KEY_MISSING("key-missing", Severity.ERROR),
    /** A key that lies in the folder of what it opens. */
    KEY_BESIDE_DOCUMENT("key-beside-document", Severity.INFO),
    /** A pinned public key that is of another key pair. */
    PUBLIC_KEY_MISMATCH("public-key-mismatch", Severity.ERROR),
    /** Nobody but the agent can open its document. */
    NO_RECOVERY_RECIPIENT("no-recovery-recipient", Severity.WARNING),
    /** A document that somebody can open whom the configuration does not name. */
    FOREIGN_RECIPIENTS("foreign-recipients", Severity.WARNING),
    /** A document that somebody cannot open whom the configuration names. */
    MISSING_RECIPIENTS("missing-recipients", Severity.WARNING),
    /** A document that another tool made. */
    UNSEALED("unsealed", Severity.WARNING),
    /** A document that another tool changed. */
    EDITED_ELSEWHERE("edited-elsewhere", Severity.WARNING),
    /** A document that encrypts something else than ours do. */
    OTHER_RULE("other-rule", Severity.WARNING);

    private final String code;
    private final Severity severity;

    Symptom(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    String code() {
        return code;
    }

    Severity severity() {
        return severity;
    }

    Finding finding(Object subject, String message) {
        return new Finding(code, severity, Optional.empty(), subject.toString(), message);
    }

    Finding finding(AgentId agent, Object subject, String message) {
        return new Finding(code, severity, Optional.of(agent), subject.toString(), "agent " + agent + ": " + message);
    }
}
