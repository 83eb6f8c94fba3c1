/** The client that the official conformance suite of MCP judges: this library, the JDK's HTTP client, and nothing else. */
@NullMarked
package io.meepa.verification.mcp;

import org.jspecify.annotations.NullMarked;
