package io.meepa.verification.benchmarks.growth;

/**
 * What an operation takes.
 *
 * @param nanos processor time of the thread, which other work on the machine does not lengthen much
 * @param bytes memory allocated, however briefly held
 */
record Cost(double nanos, double bytes) {}
