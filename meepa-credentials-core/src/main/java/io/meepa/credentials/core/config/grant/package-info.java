/** What the configuration grants to agents' tools: variables of their environment, and values that requests carry. */
@NullMarked
package io.meepa.credentials.core.config.grant;

import org.jspecify.annotations.NullMarked;
