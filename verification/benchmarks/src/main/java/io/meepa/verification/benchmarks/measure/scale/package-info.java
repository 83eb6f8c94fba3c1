/** What grows with the number of agents, and how. */
@NullMarked
package io.meepa.verification.benchmarks.measure.scale;

import org.jspecify.annotations.NullMarked;
