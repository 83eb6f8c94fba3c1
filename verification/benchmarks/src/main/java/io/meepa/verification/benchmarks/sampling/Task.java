package io.meepa.verification.benchmarks.sampling;

import org.jspecify.annotations.Nullable;

/** Something whose time is taken. */
@FunctionalInterface
public interface Task {

    /**
     * Does it once.
     *
     * @return what the compiler must not find out to be unused
     * @throws Exception if it fails
     */
    @Nullable
    Object run() throws Exception;
}
