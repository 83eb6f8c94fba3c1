/** The command line: one class a command. */
@NullMarked
package io.meepa.examples.terminal.command;

import org.jspecify.annotations.NullMarked;
