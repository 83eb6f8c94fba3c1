package io.meepa.verification.benchmarks.child;

/** The least a JVM can do. */
public final class Hello {

    private Hello() {}

    /**
     * Prints a line.
     *
     * @param args not used
     */
    @SuppressWarnings("SystemOut") // Printing is all it is for.
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
