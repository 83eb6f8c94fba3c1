/** What measures work on: homes and output, made by the library itself. */
@NullMarked
package io.meepa.verification.benchmarks.sample;

import org.jspecify.annotations.NullMarked;
