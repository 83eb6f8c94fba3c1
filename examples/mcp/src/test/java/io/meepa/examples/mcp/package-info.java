/** The server as a process of its own, spoken to over its standard input and output. */
@NullMarked
package io.meepa.examples.mcp;

import org.jspecify.annotations.NullMarked;
