/** Homes that earlier builds wrote, and the proof that this build opens and finishes them. */
@NullMarked
package io.meepa.verification.migration;

import org.jspecify.annotations.NullMarked;
