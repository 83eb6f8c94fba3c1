/** Proofs against the real sops and age programs. */
@NullMarked
package io.meepa.credentials.sops.interop;

import org.jspecify.annotations.NullMarked;
