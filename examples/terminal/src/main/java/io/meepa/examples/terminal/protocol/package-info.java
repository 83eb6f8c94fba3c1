/** An agent's logins for Git and Docker, in the protocols that these programs speak with their credential stores. */
@NullMarked
package io.meepa.examples.terminal.protocol;

import org.jspecify.annotations.NullMarked;
