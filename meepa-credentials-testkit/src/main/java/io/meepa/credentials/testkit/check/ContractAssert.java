package io.meepa.credentials.testkit.check;

/** Ends a contract test with a sentence that names the bug. */
public final class ContractAssert {

    private ContractAssert() {}

    /**
     * Ends the test unless something holds.
     *
     * @param holds whether it does
     * @param bug the sentence that names the bug
     */
    public static void require(boolean holds, String bug) {
        if (!holds) {
            throw guilty(bug);
        }
    }

    /**
     * Returns the end of a test.
     *
     * @param bug the sentence that names the bug
     * @return the error to throw
     */
    public static AssertionError guilty(String bug) {
        return new AssertionError(bug);
    }

    /**
     * Returns the end of a test.
     *
     * @param bug the sentence that names the bug
     * @param evidence what showed it
     * @return the error to throw
     */
    public static AssertionError guilty(String bug, Throwable evidence) {
        return new AssertionError(bug, evidence);
    }
}
