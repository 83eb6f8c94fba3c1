/** One agent's credentials as a menu on a terminal. */
@NullMarked
package io.meepa.examples.terminal.menu;

import org.jspecify.annotations.NullMarked;
