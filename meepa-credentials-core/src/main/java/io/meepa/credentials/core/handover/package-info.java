/** Hands an agent's credentials to its tools: environment, references, child processes. */
@NullMarked
package io.meepa.credentials.core.handover;

import org.jspecify.annotations.NullMarked;
