/** The closing line of a build: what was skipped, and why. */
@NullMarked
package io.meepa.verification.closing;

import org.jspecify.annotations.NullMarked;
