/** Authorization at MCP servers, for the program that calls their tools: no web request and no framework is needed. */
@NullMarked
package io.meepa.credentials.provider.oauth.mcp;

import org.jspecify.annotations.NullMarked;
