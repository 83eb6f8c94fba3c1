package io.meepa.credentials.core.masking;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns UTF-8 bytes back into characters. What is not UTF-8 becomes the replacement character. */
final class DecodingStream extends OutputStream {

    private static final int SLICE = 4096;

    private final Writer target;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(SLICE);
    private final CharBuffer characters = CharBuffer.allocate(SLICE);

    DecodingStream(Writer target) {
        this.target = target;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int taken = Math.min(bytes.remaining(), end - from);
            bytes.put(source, from, taken);
            from += taken;
            decode(false);
        }
    }

    private void decode(boolean last) throws IOException {
        bytes.flip();
        decoder.decode(bytes, characters, last);
        bytes.compact();
        drain();
    }

    private void drain() throws IOException {
        characters.flip();
        target.append(characters);
        characters.clear();
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public void close() throws IOException {
        try (target) {
            decode(true);
            decoder.flush(characters);
            drain();
        }
    }
}
