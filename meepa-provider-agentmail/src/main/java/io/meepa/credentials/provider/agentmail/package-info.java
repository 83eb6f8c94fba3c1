/** Inboxes and keys from AgentMail: pod, inbox and key are made in this order and taken back in the other. */
@NullMarked
package io.meepa.credentials.provider.agentmail;

import org.jspecify.annotations.NullMarked;
