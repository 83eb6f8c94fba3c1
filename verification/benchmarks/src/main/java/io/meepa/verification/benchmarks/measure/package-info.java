/** One class a measure, and the list of them. */
@NullMarked
package io.meepa.verification.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
