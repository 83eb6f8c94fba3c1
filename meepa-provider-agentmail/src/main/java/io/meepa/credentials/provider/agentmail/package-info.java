/** Inboxes and inbox-scoped keys from AgentMail. */
@NullMarked
package io.meepa.credentials.provider.agentmail;

import org.jspecify.annotations.NullMarked;
