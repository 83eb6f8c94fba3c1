/** How things are timed: in turns, within one run. */
@NullMarked
package io.meepa.verification.benchmarks.sampling;

import org.jspecify.annotations.NullMarked;
