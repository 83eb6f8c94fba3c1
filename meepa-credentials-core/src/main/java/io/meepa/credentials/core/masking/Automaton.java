package io.meepa.credentials.core.masking;

import java.util.Arrays;

/**
 * Aho and Corasick's automaton over bytes: finds all patterns in one pass, in time that does not depend on them. Where no
 * pattern is under way it jumps with the help of a {@link SkipTable}. Immutable; memory grows with the patterns' bytes.
 */
final class Automaton {

    static final int ROOT = 0;

    private final Trie trie;
    private final int[] fail;
    private final int[] matched;
    private final int[] fromRoot = new int[256];

    Automaton(Trie trie) {
        this.trie = trie;
        this.fail = new int[trie.size];
        this.matched = new int[trie.size];
        link();
    }

    /** Breadth first: what a state falls back to is nearer to the root, so it is linked already. */
    private void link() {
        int[] queue = new int[trie.size];
        int read = 0;
        int written = 1;
        while (read < written) {
            int state = queue[read++];
            for (int child = trie.firstChild[state]; child != 0; child = trie.sibling[child]) {
                fail[child] = state == ROOT ? ROOT : step(fail[state], trie.label[child]);
                matched[child] = trie.end[child] ? trie.depth[child] : matched[fail[child]];
                if (state == ROOT) {
                    fromRoot[trie.label[child] & 0xff] = child;
                }
                queue[written++] = child;
            }
        }
        Arrays.fill(queue, 0);
    }

    private int step(int from, byte octet) {
        int state = from;
        while (state != ROOT) {
            int child = trie.child(state, octet);
            if (child != 0) {
                return child;
            }
            state = fail[state];
        }
        return fromRoot[octet & 0xff];
    }

    /** Returns how many of the last bytes may be the beginning of a pattern. */
    int depth(int state) {
        return trie.depth[state];
    }

    int longest() {
        return trie.longest;
    }

    /**
     * Reads on, and adds what it finds.
     *
     * @param text holds the pending bytes of the state before {@code from}
     * @return the state at the end
     */
    int scan(byte[] text, int from, int end, int begun, Spans found) {
        int state = begun;
        int at = from;
        while (at < end) {
            if (state == ROOT) {
                at = trie.skips.skip(text, at, end);
            }
            int start = at - trie.depth[state];
            state = step(state, text[at++]);
            if (matched[state] > 0) {
                found.add(at - matched[state], at);
            }
            int pending = trie.depth[state];
            if (pending < SkipTable.WINDOW && at - pending > start) {
                // The candidate failed: jump from where the next one could begin. No pattern is this short.
                at -= pending;
                state = ROOT;
            }
        }
        return state;
    }
}
