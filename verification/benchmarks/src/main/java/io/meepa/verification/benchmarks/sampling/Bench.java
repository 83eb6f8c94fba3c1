package io.meepa.verification.benchmarks.sampling;

import java.nio.file.Path;

/**
 * What a measure works with.
 *
 * @param folder its own folder, empty, on a real disk
 * @param kept a folder that outlives the run, for what was installed
 * @param effort how long to measure
 */
public record Bench(Path folder, Path kept, Effort effort) {}
