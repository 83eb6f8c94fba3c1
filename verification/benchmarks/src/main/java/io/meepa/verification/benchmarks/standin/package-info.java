/** Upstreams that take their time. */
@NullMarked
package io.meepa.verification.benchmarks.standin;

import org.jspecify.annotations.NullMarked;
