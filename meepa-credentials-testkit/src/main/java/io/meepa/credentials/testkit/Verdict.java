package io.meepa.credentials.testkit;

/** Ends a contract test with a sentence that names the bug. */
final class Verdict {

    private Verdict() {}

    static void require(boolean holds, String bug) {
        if (!holds) {
            throw guilty(bug);
        }
    }

    static AssertionError guilty(String bug) {
        return new AssertionError(bug);
    }

    static AssertionError guilty(String bug, Throwable evidence) {
        return new AssertionError(bug, evidence);
    }
}
