package io.meepa.credentials.core.tool;

import io.meepa.credentials.tool.OutputMask;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries one of a child's streams through the mask, chunk by chunk, as soon as it comes.
 *
 * <p>Whatever a child started may hold the stream longer than the child lives. A read that waits cannot be ended from
 * outside, so such a stream is left: its thread closes it when more comes or the last holder ends.
 */
final class OutputPump {

    private static final int CHUNK = 8192;

    private final Thread thread = new Thread(this::run, "meepa-tool-output");
    private final InputStream source;
    private final OutputStream masked;
    private final ReentrantLock passing = new ReentrantLock();
    private final AtomicLong passed = new AtomicLong();
    private volatile boolean left;
    private volatile @Nullable IOException failure;

    OutputPump(InputStream source, OutputMask mask, OutputStream target) {
        this.source = source;
        this.masked = mask.filter(new Kept(target));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Waits for the stream's end, or until nothing came for a while that is not still being passed on.
     *
     * @param patient whether to go on waiting while something comes
     */
    void finish(Duration silence, BooleanSupplier patient) throws InterruptedException {
        long seen;
        do {
            seen = passed.get();
            thread.join(silence.toMillis());
        } while (thread.isAlive() && patient.getAsBoolean() && (passing.isLocked() || passed.get() != seen));
        if (thread.isAlive()) {
            leave(silence);
        }
    }

    void rethrow() {
        IOException met = failure;
        if (met != null) {
            throw new UncheckedIOException("the tool's output could not be passed on", met);
        }
    }

    private void leave(Duration silence) throws InterruptedException {
        left = true;
        if (passing.tryLock(silence.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                masked.close(); // It may hold back what could have become a secret.
            } catch (IOException e) {
                failure = e;
            } finally {
                passing.unlock();
            }
        }
    }

    private void run() {
        // When the target fails the source is closed too, else the child would wait for a reader for ever.
        try (source) {
            carry();
            pass(masked::close);
        } catch (IOException e) {
            failure = e;
        }
    }

    private void carry() throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = source.read(chunk); read >= 0 && !left; read = source.read(chunk)) {
            int length = read;
            pass(() -> {
                masked.write(chunk, 0, length);
                masked.flush();
            });
            passed.addAndGet(length);
        }
    }

    /** Nothing is passed on once the stream was left: the caller may have closed the target. */
    private void pass(Passage passage) throws IOException {
        passing.lock();
        try {
            if (!left) {
                passage.go();
            }
        } finally {
            passing.unlock();
        }
    }

    /** Something that is done to the target. */
    private interface Passage {

        void go() throws IOException;
    }

    /** The caller's stream is flushed at the end, but stays open. */
    private static final class Kept extends FilterOutputStream {

        Kept(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
