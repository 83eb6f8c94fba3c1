/** Proofs with real second JVMs: each is killed, raced or stopped, and a fresh one has to put things right. */
@NullMarked
package io.meepa.verification.crash;

import org.jspecify.annotations.NullMarked;
