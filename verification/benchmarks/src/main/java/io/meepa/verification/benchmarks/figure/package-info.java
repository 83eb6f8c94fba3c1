/** The result of a measure. */
@NullMarked
package io.meepa.verification.benchmarks.figure;

import org.jspecify.annotations.NullMarked;
