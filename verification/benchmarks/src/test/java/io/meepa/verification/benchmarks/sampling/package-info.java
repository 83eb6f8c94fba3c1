/** How times are sampled and divided. */
@NullMarked
package io.meepa.verification.benchmarks.sampling;

import org.jspecify.annotations.NullMarked;
