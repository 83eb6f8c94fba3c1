/** Attacks on the host-bound client, and requests that only look like them. */
@NullMarked
package io.meepa.verification.hostbound;

import org.jspecify.annotations.NullMarked;
