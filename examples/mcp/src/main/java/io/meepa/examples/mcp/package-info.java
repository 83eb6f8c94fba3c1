/** An MCP server over standard input and output: an agent uses its credentials, and never sees one. */
@NullMarked
package io.meepa.examples.mcp;

import org.jspecify.annotations.NullMarked;
