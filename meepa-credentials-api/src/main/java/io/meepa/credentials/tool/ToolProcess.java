package io.meepa.credentials.tool;

import java.io.OutputStream;

/**
 * A running tool whose output is masked. Closing it ends it, and so does the end of the JVM. Thread-safe.
 */
public interface ToolProcess extends AutoCloseable {

    /**
     * Returns the child, for its id and to send it a signal.
     *
     * @return the handle
     */
    ProcessHandle handle();

    /**
     * Returns what feeds the child's standard input.
     *
     * @return the stream; close it to end the child's input
     */
    OutputStream input();

    /**
     * Waits until the child ended and all its output was passed on. An interrupt ends the child first.
     *
     * <p>What a child leaves running may hold its output open. Whether what that says after the child's end is still passed on
     * is up to the JVM; it is waited for while something comes. After some seconds of silence, or once {@link #close} was
     * called, it is left alone and its output goes nowhere.
     *
     * @return its exit code, unchanged; 128 and the signal's number if a signal ended it, as shells have it
     * @throws InterruptedException if the thread was interrupted
     * @throws java.io.UncheckedIOException if the streams given for its output refused it; the child is ended then
     */
    int waitFor() throws InterruptedException;

    /** Asks the child and what it started to end, then makes them. Idempotent. */
    @Override
    void close();
}
