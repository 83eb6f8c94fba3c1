/** Measures what the documentation says about speed. */
@NullMarked
package io.meepa.verification.benchmarks;

import org.jspecify.annotations.NullMarked;
