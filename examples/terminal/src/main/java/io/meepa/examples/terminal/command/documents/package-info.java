/** Commands about the sealed documents themselves: their keys, their place, older forms of them. */
@NullMarked
package io.meepa.examples.terminal.command.documents;

import org.jspecify.annotations.NullMarked;
