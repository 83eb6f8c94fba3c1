package io.meepa.credentials.core.config;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.spi.AgentProfile;

/**
 * What one agent wants to differ in.
 *
 * @param id the agent
 * @param enabled whether anything is provisioned for it
 * @param profile its own wishes, over what holds for all
 */
public record AgentChoice(AgentId id, boolean enabled, AgentProfile profile) {}
