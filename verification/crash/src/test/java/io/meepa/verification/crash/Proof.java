package io.meepa.verification.crash;

import java.util.List;
import java.util.stream.IntStream;

/** How much of a long proof is done: a sample, unless {@code proof.full} asks for everything. */
final class Proof {

    private Proof() {}

    static boolean full() {
        return Boolean.getBoolean("proof.full");
    }

    /** A few cases spread over all of them, or all. */
    static <T> List<T> sample(List<T> cases, int few) {
        if (full() || cases.size() <= few) {
            return cases;
        }
        return IntStream.range(0, few)
                .mapToObj(i -> cases.get((2 * i + 1) * cases.size() / (2 * few)))
                .toList();
    }

    @SuppressWarnings("SystemOut") // The line is the result.
    static void report(String what, Object numbers) {
        System.out.println("proof: " + what + ": " + numbers);
    }
}
