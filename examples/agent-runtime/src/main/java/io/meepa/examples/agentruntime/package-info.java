/** One agent's credentials in the runtimes that agents are built with. */
@NullMarked
package io.meepa.examples.agentruntime;

import org.jspecify.annotations.NullMarked;
