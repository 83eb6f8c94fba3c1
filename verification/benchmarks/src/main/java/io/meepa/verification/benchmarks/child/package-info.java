/** Programs that measures start as other processes. */
@NullMarked
package io.meepa.verification.benchmarks.child;

import org.jspecify.annotations.NullMarked;
