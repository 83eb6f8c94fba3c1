package io.meepa.verification.door;

/** One thing that a page asks its reader to do, or says about the result. */
sealed interface Step {

    /** A file to write. */
    record Text(String path, String text) implements Step {}

    /** Commands to type. */
    record Commands(String text) implements Step {}

    /** What the commands before print. An ellipsis stands for any text within a line, and alone for any lines. */
    record Output(String text) implements Step {}

    /** Lines that the commands before print, in any order. */
    record Lines(String text) implements Step {}
}
