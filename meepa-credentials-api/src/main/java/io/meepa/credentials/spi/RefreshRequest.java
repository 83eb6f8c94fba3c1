package io.meepa.credentials.spi;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a token is got with.
 *
 * @param agent whose
 * @param source the stored token with all its items, for a provider of tokens; for another, the credential it issued
 * @param profile what the agent's configuration asks for
 * @param last when a token was got last, or empty if none was on record
 */
public record RefreshRequest(AgentId agent, AgentCredential source, AgentProfile profile, Optional<Instant> last) {}
