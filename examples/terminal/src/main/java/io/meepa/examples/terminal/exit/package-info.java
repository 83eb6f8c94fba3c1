/** How the program ends: exit codes, and what it says of an error. */
@NullMarked
package io.meepa.examples.terminal.exit;

import org.jspecify.annotations.NullMarked;
