/** Plants leaks and looks whether the watch sees them. */
@NullMarked
package io.meepa.verification.watch;

import org.jspecify.annotations.NullMarked;
