/** What a measure is; below, one class per measure, in packages by what they ask. */
@NullMarked
package io.meepa.verification.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
