/** Figures as a table and a picture. */
@NullMarked
package io.meepa.verification.benchmarks.report;

import org.jspecify.annotations.NullMarked;
