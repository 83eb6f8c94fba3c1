/** The tool that a command starts: its environment and its signals. */
@NullMarked
package io.meepa.examples.terminal.tool;

import org.jspecify.annotations.NullMarked;
