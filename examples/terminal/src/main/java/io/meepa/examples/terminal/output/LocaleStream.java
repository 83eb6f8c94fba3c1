package io.meepa.examples.terminal.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints texts in the locale's encoding. What that cannot carry is spelled out as its code point, where the JDK would
 * print a question mark. Bytes pass as they are.
 */
public final class LocaleStream extends PrintStream {

    private final CharsetEncoder encoder;
    private final Target target;

    /**
     * Creates a stream.
     *
     * @param target where bytes go
     * @param encoding the encoding
     */
    public LocaleStream(OutputStream target, Charset encoding) {
        this(new Target(target), encoding);
    }

    private LocaleStream(Target target, Charset encoding) {
        super(target, true, encoding);
        this.target = target;
        this.encoder = encoding.newEncoder();
    }

    /**
     * Opens standard output.
     *
     * @return the stream, flushed at every line
     */
    public static LocaleStream output() {
        return new LocaleStream(new FileOutputStream(FileDescriptor.out), LocaleEncoding.get());
    }

    /**
     * Opens standard error.
     *
     * @return the stream, flushed at every line
     */
    public static LocaleStream errors() {
        return new LocaleStream(new FileOutputStream(FileDescriptor.err), LocaleEncoding.get());
    }

    /**
     * Returns why something that was printed did not arrive: a stream that prints throws nothing.
     *
     * @return the first failure, or empty if there was none
     */
    public Optional<IOException> failure() {
        flush();
        return Optional.ofNullable(target.failure);
    }

    @Override
    public void print(String text) {
        super.print(spelled(text));
    }

    private synchronized String spelled(String text) {
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(codePoint -> safe.append(spelled(codePoint)));
        return safe.toString();
    }

    private String spelled(int codePoint) {
        String character = Character.toString(codePoint);
        if (encoder.canEncode(character)) {
            return character;
        }
        // The programs' own ornaments have a plain form.
        return switch (codePoint) {
            case '•' -> "*";
            case '…' -> "...";
            default -> String.format("<U+%04X>", codePoint);
        };
    }

    /** Remembers what the stream above it would forget. */
    private static final class Target extends FilterOutputStream {

        private volatile @Nullable IOException failure;

        Target(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }
    }
}
