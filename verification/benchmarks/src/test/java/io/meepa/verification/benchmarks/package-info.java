/** The list of measures keeps what the documents promise. */
@NullMarked
package io.meepa.verification.benchmarks;

import org.jspecify.annotations.NullMarked;
