/** Runs the example. */
@NullMarked
package io.meepa.examples.dotenv;

import org.jspecify.annotations.NullMarked;
