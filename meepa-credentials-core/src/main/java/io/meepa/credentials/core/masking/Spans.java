package io.meepa.credentials.core.masking;

import java.util.Arrays;

/** Places to mask, in order, none overlapping another. Ends are added in ascending order. */
final class Spans {

    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int count;

    void add(int from, int end) {
        int start = from;
        while (count > 0 && ends[count - 1] > start) {
            count--;
            start = Math.min(start, starts[count]);
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        starts[count] = start;
        ends[count++] = end;
    }

    int count() {
        return count;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    /** Forgets the first spans and counts the others from a later place. */
    void advance(int dropped, int offset) {
        for (int index = dropped; index < count; index++) {
            starts[index - dropped] = starts[index] - offset;
            ends[index - dropped] = ends[index] - offset;
        }
        count -= dropped;
    }
}
