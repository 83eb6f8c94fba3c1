/** How figures are written. */
@NullMarked
package io.meepa.verification.benchmarks.report;

import org.jspecify.annotations.NullMarked;
