package io.meepa.credentials.core.handover;

import io.meepa.credentials.handover.OutputMask;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Carries one of a child's streams through the mask, chunk by chunk, as soon as it comes. */
final class OutputPump {

    private static final int CHUNK = 8192;

    private final Thread thread = new Thread(this::run, "meepa-tool-output");
    private final InputStream source;
    private final OutputMask mask;
    private final OutputStream target;
    private volatile @Nullable IOException failure;

    OutputPump(InputStream source, OutputMask mask, OutputStream target) {
        this.source = source;
        this.mask = mask;
        this.target = target;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void join() throws InterruptedException {
        thread.join();
    }

    void rethrow() {
        IOException met = failure;
        if (met != null) {
            throw new UncheckedIOException("the tool's output could not be passed on", met);
        }
    }

    private void run() {
        // When the target fails the source is closed too, else the child would wait for a reader for ever.
        try (source;
                OutputStream masked = mask.filter(new Kept(target))) {
            carry(masked);
        } catch (IOException e) {
            failure = e;
        }
    }

    private void carry(OutputStream masked) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = source.read(chunk); read >= 0; read = source.read(chunk)) {
            masked.write(chunk, 0, read);
            masked.flush();
        }
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
