/** What it costs to open a document: time, and what is left to the collector. */
@NullMarked
package io.meepa.verification.benchmarks.measure.open;

import org.jspecify.annotations.NullMarked;
