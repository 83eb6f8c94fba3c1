/** Measures what the documentation says about speed, and prints the results. */
@NullMarked
package io.meepa.verification.benchmarks;

import org.jspecify.annotations.NullMarked;
