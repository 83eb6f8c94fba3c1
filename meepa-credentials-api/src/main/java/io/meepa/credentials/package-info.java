/**
 * What an embedder works with: the manager, one agent's credentials, the model, reports and errors.
 *
 * <p>Every value here is immutable and safe to share between threads. Nothing prints, serialises or logs a secret:
 * values live in {@link io.meepa.credentials.Secret} and nowhere else.
 */
@NullMarked
package io.meepa.credentials;

import org.jspecify.annotations.NullMarked;
