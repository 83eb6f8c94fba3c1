/** Reads an {@code .env} file for the host and takes its credentials over. */
@NullMarked
package io.meepa.examples.dotenv;

import org.jspecify.annotations.NullMarked;
