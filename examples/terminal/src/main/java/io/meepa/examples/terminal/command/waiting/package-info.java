/** What waits: for a person, for a later run, or for somebody to look. */
@NullMarked
package io.meepa.examples.terminal.command.waiting;

import org.jspecify.annotations.NullMarked;
