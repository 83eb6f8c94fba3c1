/** What reading costs: one credential, or one token, of a document that is open. */
@NullMarked
package io.meepa.verification.benchmarks.measure.read;

import org.jspecify.annotations.NullMarked;
