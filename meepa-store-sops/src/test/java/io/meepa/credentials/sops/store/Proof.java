package io.meepa.credentials.sops.store;

/** How much of a long proof is done: a sample, unless {@code proof.full} asks for everything. */
final class Proof {

    private Proof() {}

    static boolean full() {
        return Boolean.getBoolean("proof.full");
    }

    /** Every how many-eth case is tried. */
    static int stride(int sampled) {
        return Integer.getInteger("proof.stride", full() ? 1 : sampled);
    }

    /** How many kills, rounds or updates are tried. */
    static int count(String property, int sampled, int all) {
        return Integer.getInteger("proof." + property, full() ? all : sampled);
    }

    @SuppressWarnings("SystemOut") // The line is the result.
    static void report(String what, String numbers) {
        System.out.println("proof: " + what + ": " + numbers);
    }
}
