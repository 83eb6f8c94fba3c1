package io.meepa.verification.crash;

import java.util.List;

/**
 * A child's life.
 *
 * @param situation where it worked
 * @param point at which it was to be killed
 * @param end its last words, or that it was killed
 * @param made how many things it had made by then
 * @param keys the secrets of the keys that were alive then
 */
record Attempt(Situation situation, String point, String end, int made, List<String> keys) {

    boolean killed() {
        return Child.killed(end);
    }
}
