package io.meepa.credentials.core.masking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Returns how far a search may jump because no pattern begins in between: the shift table of Wu and Manber's algorithm over
 * blocks of three bytes, and a set of the patterns' first eight bytes. Both are hashed; a collision only shortens a jump.
 */
final class SkipTable {

    /** How many bytes of each pattern it knows; no pattern is shorter. */
    static final int WINDOW = 8;

    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int BLOCK = 3;
    private static final int LAST_BLOCK = WINDOW - BLOCK;

    /** So that one secret in all its spellings leaves most slots free; a table larger than a core's cache would be slower. */
    private static final int SMALL_TABLE = 12;

    private static final int LARGE_TABLE = 15;

    private final int bits;
    private final byte[] shifts;
    private final boolean[] beginnings;

    /** Creates a table for about as many secrets. */
    SkipTable(int secrets) {
        bits = Math.min(LARGE_TABLE, SMALL_TABLE + Integer.SIZE - Integer.numberOfLeadingZeros(secrets));
        shifts = new byte[1 << bits];
        beginnings = new boolean[1 << bits];
        Arrays.fill(shifts, (byte) (LAST_BLOCK + 1));
    }

    void add(byte[] pattern) {
        byte[] padded = new byte[WINDOW + 1];
        System.arraycopy(pattern, 0, padded, 1, WINDOW);
        for (int at = 0; at <= LAST_BLOCK; at++) {
            int slot = blockEndingAt(padded, at + BLOCK);
            shifts[slot] = (byte) Math.min(shifts[slot], LAST_BLOCK - at);
        }
        beginnings[beginningAt(pattern, 0)] = true;
    }

    /** Returns the first place from which a pattern may begin, or one with less than a window's bytes before the end. */
    int skip(byte[] text, int from, int end) {
        int at = from;
        while (at <= end - WINDOW) {
            int shift = shifts[blockEndingAt(text, at + WINDOW - 1)];
            if (shift > 0) {
                at += shift;
            } else if (beginnings[beginningAt(text, at)]) {
                return at;
            } else {
                at++;
            }
        }
        return at;
    }

    /** Reads one byte more than a block, in front of it, and drops that. */
    private int blockEndingAt(byte[] text, int last) {
        int block = (int) FOUR_BYTES.get(text, last - BLOCK) >>> Byte.SIZE;
        return (block * 0x9E3779B1) >>> (Integer.SIZE - bits);
    }

    private int beginningAt(byte[] text, int at) {
        long window = (long) EIGHT_BYTES.get(text, at);
        return (int) ((window * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - bits));
    }
}
