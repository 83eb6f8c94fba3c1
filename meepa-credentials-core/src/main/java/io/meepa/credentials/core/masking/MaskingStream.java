package io.meepa.credentials.core.masking;

import io.meepa.credentials.tool.OutputMask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Passes bytes on as soon as they cannot be part of a secret any more. Not thread-safe. */
final class MaskingStream extends OutputStream {

    /** A beginning this long, cut off by the end of the stream, is no coincidence. */
    static final int DISTINCTIVE = 16;

    private static final byte[] MARK = OutputMask.MARK.getBytes(StandardCharsets.US_ASCII);
    private static final int SLICE = 16 * 1024;

    private final Automaton automaton;
    private final OutputStream target;
    private final int slice;
    private final byte[] window;
    private final Spans spans = new Spans();
    private int held;
    private int state = Automaton.ROOT;

    /** Up to where the window was passed on or masked already. */
    private int done;

    private boolean foundAny;
    private boolean closed;

    MaskingStream(Automaton automaton, OutputStream target) {
        this(automaton, target, SLICE);
    }

    private MaskingStream(Automaton automaton, OutputStream target, int slice) {
        this.automaton = automaton;
        this.target = target;
        this.slice = slice;
        this.window = new byte[automaton.longest() + slice];
    }

    /** Creates a stream for a short text, whose window is no larger than it has to be. */
    static MaskingStream forAtMost(int bytes, Automaton automaton, OutputStream target) {
        return new MaskingStream(automaton, target, Math.max(1, Math.min(SLICE, bytes)));
    }

    boolean foundAny() {
        return foundAny;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        requireOpen();
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int taken = Math.min(slice, end - from);
            System.arraycopy(bytes, from, window, held, taken);
            take(taken);
            from += taken;
        }
    }

    private void take(int taken) throws IOException {
        int end = held + taken;
        state = automaton.scan(window, held, end, state, spans);
        int pending = automaton.depth(state);
        pass(end - pending);
        System.arraycopy(window, end - pending, window, 0, pending);
        held = pending;
    }

    private void pass(int decided) throws IOException {
        int index = 0;
        while (index < spans.count() && spans.start(index) < decided) {
            mask(spans.start(index), spans.end(index));
            index++;
        }
        if (done < decided) {
            target.write(window, done, decided - done);
            done = decided;
        }
        spans.advance(index, decided);
        done -= decided;
    }

    private void mask(int start, int end) throws IOException {
        // A span that begins within the last mark continues it.
        if (start >= done) {
            target.write(window, done, start - done);
            target.write(MARK);
        }
        foundAny = true;
        done = Math.max(done, end);
    }

    @Override
    public void flush() throws IOException {
        requireOpen();
        target.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (target) {
            if (held >= DISTINCTIVE) {
                spans.add(0, held);
            }
            pass(held);
        } finally {
            Arrays.fill(window, (byte) 0);
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the masking stream was closed");
        }
    }
}
