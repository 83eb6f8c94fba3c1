/** Watches the output and the log of a test run for made-up secrets. */
@NullMarked
package io.meepa.verification.watch;

import org.jspecify.annotations.NullMarked;
