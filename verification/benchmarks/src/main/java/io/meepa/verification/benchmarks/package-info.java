/** Measures what the documentation says about speed, and says what it comes to. */
@NullMarked
package io.meepa.verification.benchmarks;

import org.jspecify.annotations.NullMarked;
