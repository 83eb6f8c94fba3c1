/** A stand-in of AgentMail. */
@NullMarked
package io.meepa.credentials.standin.agentmail;

import org.jspecify.annotations.NullMarked;
