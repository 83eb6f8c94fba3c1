package io.meepa.credentials.core.masking;

import java.util.Arrays;

/** Collects patterns as a tree of bytes. A state's children are a list; the root, which is 0, is nobody's child. */
final class Trie {

    private static final int FIRST_SIZE = 1024;

    int[] firstChild = new int[FIRST_SIZE];
    int[] sibling = new int[FIRST_SIZE];
    int[] depth = new int[FIRST_SIZE];
    byte[] label = new byte[FIRST_SIZE];
    boolean[] end = new boolean[FIRST_SIZE];
    int size = 1;
    int longest;
    final SkipTable skips;

    /** Creates a tree for about as many secrets. */
    Trie(int secrets) {
        skips = new SkipTable(secrets);
    }

    /** Adds a pattern of at least {@link SkipTable#WINDOW} bytes. Adding one twice changes nothing. */
    void add(byte[] pattern) {
        int state = 0;
        for (byte octet : pattern) {
            int child = child(state, octet);
            state = child != 0 ? child : grow(state, octet);
        }
        end[state] = true;
        longest = Math.max(longest, pattern.length);
        skips.add(pattern);
    }

    int child(int state, byte octet) {
        int child = firstChild[state];
        while (child != 0 && label[child] != octet) {
            child = sibling[child];
        }
        return child;
    }

    Automaton build() {
        return new Automaton(this);
    }

    private int grow(int parent, byte octet) {
        if (size == depth.length) {
            enlarge();
        }
        int state = size++;
        label[state] = octet;
        depth[state] = depth[parent] + 1;
        sibling[state] = firstChild[parent];
        firstChild[parent] = state;
        return state;
    }

    private void enlarge() {
        int enlarged = size * 2;
        firstChild = Arrays.copyOf(firstChild, enlarged);
        sibling = Arrays.copyOf(sibling, enlarged);
        depth = Arrays.copyOf(depth, enlarged);
        label = Arrays.copyOf(label, enlarged);
        end = Arrays.copyOf(end, enlarged);
    }
}
