/** The program on a whole screen: a list with arrows, a filter, details, and the agent's life cycle by single keys. */
@NullMarked
package io.meepa.examples.terminal.screen;

import org.jspecify.annotations.NullMarked;
