/** Real runtimes, a scripted model, no network. */
@NullMarked
package io.meepa.examples.agentruntime;

import org.jspecify.annotations.NullMarked;
