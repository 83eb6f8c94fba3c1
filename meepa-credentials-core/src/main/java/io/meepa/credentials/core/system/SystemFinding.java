package io.meepa.credentials.core.system;

/**
 * Something about the host's environment that an operator should know.
 *
 * @param code a stable name for it
 * @param text what it is and what to do, without a value
 */
public record SystemFinding(Code code, String text) {

    /** What can be found. */
    public enum Code {
        /** A credential has some of its variables and lacks others. */
        HALF_SET,
        /** A variable holds a secret that everybody knows. */
        SAMPLE_SECRET
    }
}
