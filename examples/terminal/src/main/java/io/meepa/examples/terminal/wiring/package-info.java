/** Which agent, which configuration, which home: the options that all programs share. */
@NullMarked
package io.meepa.examples.terminal.wiring;

import org.jspecify.annotations.NullMarked;
