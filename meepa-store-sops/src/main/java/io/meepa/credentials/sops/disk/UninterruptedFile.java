package io.meepa.credentials.sops.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A file whose operations an interrupt does not break off: {@link java.nio.channels.FileChannel} would close itself, and the
 * failure would look like that of the disk. Every operation runs on the calling thread. Not thread-safe.
 */
final class UninterruptedFile implements NewFile {

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final AsynchronousFileChannel channel;
    private long position;

    private UninterruptedFile(AsynchronousFileChannel channel) {
        this.channel = channel;
    }

    static UninterruptedFile create(Path file, FileAttribute<?>... attributes) throws IOException {
        return new UninterruptedFile(AsynchronousFileChannel.open(file, NEW, new CallingThread(), attributes));
    }

    /** Opens a folder, which can be forced alone. */
    static UninterruptedFile folder(Path folder) throws IOException {
        return new UninterruptedFile(
                AsynchronousFileChannel.open(folder, Set.of(StandardOpenOption.READ), new CallingThread()));
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int written = result(channel.write(bytes, position));
        position += written;
        return written;
    }

    /** The operation has ended when this is called, so there is nothing to wait for. */
    private static int result(Future<Integer> ended) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return ended.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getMessage());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        IoErrors.declared(() -> {
            channel.close();
            return true;
        });
    }

    private static final class CallingThread extends AbstractExecutorService implements ExecutorService {

        @Override
        public void execute(Runnable operation) {
            operation.run();
        }

        @Override
        public void shutdown() {
            // It has no thread of its own.
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
