package io.meepa.examples.terminal.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * Prints texts in the locale's encoding. What that cannot carry is spelled out as its code point, where the JDK would
 * print a question mark. Bytes pass as they are.
 */
public final class LocaleStream extends PrintStream {

    private final CharsetEncoder encoder;

    /**
     * Creates a stream.
     *
     * @param target where bytes go
     * @param encoding the encoding
     */
    public LocaleStream(OutputStream target, Charset encoding) {
        super(target, true, encoding);
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
}
