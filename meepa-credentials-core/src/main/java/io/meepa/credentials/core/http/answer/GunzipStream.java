package io.meepa.credentials.core.http.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Undoes gzip (RFC 1952) as the bytes come, all members of a file. Checksums are not checked: TLS and the caller's format do
 * so. Not thread-safe.
 */
final class GunzipStream extends OutputStream {

    private static final int FIXED = 10;
    private static final int TRAILER = 8;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int HEADER_CHECK = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;

    private final OutputStream target;
    private final Inflater inflater = new Inflater(true);
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private final byte[] slice = new byte[8192];
    private State state = State.START;
    private int trailer;

    private enum State {
        START,
        HEADER,
        BODY,
        TRAILER
    }

    GunzipStream(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            switch (state) {
                case START, HEADER -> at = header(bytes, at);
                case BODY -> at = body(bytes, at, end);
                case TRAILER -> {
                    at++;
                    if (++trailer == TRAILER) {
                        trailer = 0;
                        state = State.START;
                    }
                }
            }
        }
    }

    private int header(byte[] bytes, int at) throws IOException {
        state = State.HEADER;
        header.write(bytes[at]);
        if (isWhole(header.toByteArray())) {
            header.reset();
            inflater.reset();
            state = State.BODY;
        } else if (header.size() >= LONGEST_HEADER) {
            throw new ZipException("a gzip header that does not end");
        }
        return at + 1;
    }

    /** Asked after each byte; headers are short. */
    private static boolean isWhole(byte[] read) throws IOException {
        if (read.length < FIXED) {
            return false;
        }
        if (read[0] != 0x1f || (read[1] & 0xff) != 0x8b || read[2] != 8) {
            throw new ZipException("not in gzip format");
        }
        int flags = read[3];
        int at = FIXED;
        if ((flags & EXTRA) != 0) {
            if (read.length < at + 2) {
                return false;
            }
            at += 2 + (read[at] & 0xff) + ((read[at + 1] & 0xff) << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            if ((flags & text) != 0) {
                while (at < read.length && read[at] != 0) {
                    at++;
                }
                at++;
            }
        }
        if ((flags & HEADER_CHECK) != 0) {
            at += 2;
        }
        return at <= read.length;
    }

    private int body(byte[] bytes, int at, int end) throws IOException {
        inflater.setInput(bytes, at, end - at);
        try {
            while (!inflater.finished()) {
                int made = inflater.inflate(slice);
                target.write(slice, 0, made);
                if (inflater.needsDictionary()) {
                    throw new ZipException("a gzip body that wants a dictionary");
                }
                if (made == 0 && inflater.needsInput()) {
                    return end;
                }
            }
        } catch (DataFormatException e) {
            throw new ZipException("a gzip body that is broken");
        }
        state = State.TRAILER;
        return end - inflater.getRemaining();
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public void close() throws IOException {
        try (target) {
            inflater.end();
            if (state != State.START) {
                throw new ZipException("a gzip body that is cut off");
            }
        }
    }
}
