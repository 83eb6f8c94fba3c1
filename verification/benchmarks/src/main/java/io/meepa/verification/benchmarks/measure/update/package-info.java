/** What changing a document durably costs, alone and with others. */
@NullMarked
package io.meepa.verification.benchmarks.measure.update;

import org.jspecify.annotations.NullMarked;
