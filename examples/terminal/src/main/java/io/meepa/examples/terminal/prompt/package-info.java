/** Questions on a terminal. */
@NullMarked
package io.meepa.examples.terminal.prompt;

import org.jspecify.annotations.NullMarked;
