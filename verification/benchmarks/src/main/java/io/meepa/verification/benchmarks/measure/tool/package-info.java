/** What a tool's output and requests cost. */
@NullMarked
package io.meepa.verification.benchmarks.measure.tool;

import org.jspecify.annotations.NullMarked;
