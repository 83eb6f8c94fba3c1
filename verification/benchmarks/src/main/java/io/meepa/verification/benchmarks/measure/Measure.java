package io.meepa.verification.benchmarks.measure;

import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.sampling.Bench;
import java.util.List;

/** One thing that is promised about speed or cost. */
public interface Measure {

    /**
     * Takes it. Runs in a JVM of its own.
     *
     * @param bench where to work and how long
     * @return one line of the table, or several
     * @throws Exception if something fails that must not
     */
    List<Result> take(Bench bench) throws Exception;
}
