package io.meepa.verification.benchmarks.sampling;

/** Something that takes its own time, another program for instance. */
@FunctionalInterface
public interface SelfTimedTask {

    /**
     * Does it a number of times.
     *
     * @param times how often
     * @return how long that took, in nanoseconds
     * @throws Exception if it fails
     */
    long run(int times) throws Exception;
}
