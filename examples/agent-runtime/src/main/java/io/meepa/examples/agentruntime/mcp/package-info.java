/** The MCP Java SDK: servers as children with an environment of their own. */
@NullMarked
package io.meepa.examples.agentruntime.mcp;

import org.jspecify.annotations.NullMarked;
