/** Completion in shells, which knows the agents and credentials that are there. */
@NullMarked
package io.meepa.examples.terminal.command.completion;

import org.jspecify.annotations.NullMarked;
