package io.meepa.examples.quickstart;

import java.util.TreeSet;

/** The tool: prints the names of its environment variables. */
final class PrintNames {

    private PrintNames() {}

    /**
     * Prints the names, one per line.
     *
     * @param arguments ignored
     */
    public static void main(String[] arguments) {
        new TreeSet<>(System.getenv().keySet()).forEach(name -> System.out.println("  " + name));
    }
}
