/** Programs that measures start as other processes, and how they are started. */
@NullMarked
package io.meepa.verification.benchmarks.child;

import org.jspecify.annotations.NullMarked;
