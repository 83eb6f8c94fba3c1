/** What a measure comes to. */
@NullMarked
package io.meepa.verification.benchmarks.figure;

import org.jspecify.annotations.NullMarked;
