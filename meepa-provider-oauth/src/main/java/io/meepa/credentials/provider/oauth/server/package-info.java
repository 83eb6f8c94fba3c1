/** MCP servers: services that name their authorization server themselves. */
@NullMarked
package io.meepa.credentials.provider.oauth.server;

import org.jspecify.annotations.NullMarked;
