/** What one would use instead. */
@NullMarked
package io.meepa.verification.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
