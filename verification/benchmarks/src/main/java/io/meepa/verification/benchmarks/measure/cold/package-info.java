/** What a process costs that starts, reads one value and ends. */
@NullMarked
package io.meepa.verification.benchmarks.measure.cold;

import org.jspecify.annotations.NullMarked;
