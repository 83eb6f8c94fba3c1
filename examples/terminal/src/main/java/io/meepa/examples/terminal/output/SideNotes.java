package io.meepa.examples.terminal.output;

import java.io.PrintStream;
import java.util.Map;

/**
 * What is said beside the answer, on standard error: a line of text for people, one JSON object per line for programs.
 *
 * @param errors where to
 * @param json whether programs read it
 */
public record SideNotes(PrintStream errors, boolean json) {

    /**
     * Says something.
     *
     * @param kind the object's one member, for programs
     * @param line what a person reads
     */
    public void say(String kind, String line) {
        errors.println(json ? JsonText.line(Map.of(kind, line)) : Plain.text(line));
    }

    /**
     * Says something that has parts.
     *
     * @param kind the object's one member, for programs
     * @param line what a person reads
     * @param details what a program reads, below the member
     */
    public void say(String kind, String line, Map<String, ?> details) {
        errors.println(json ? JsonText.line(Map.of(kind, details)) : Plain.text(line));
    }

    /**
     * Says why the program ends.
     *
     * @param line what a person reads
     * @param details what a program reads, below {@code error}
     */
    public void refuse(String line, Map<String, Object> details) {
        say("error", line, details);
    }
}
