package io.meepa.credentials.spi;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import java.util.Optional;

/**
 * What a provider is asked to create.
 *
 * @param agent for whom
 * @param category which category
 * @param tag marks the resource as ours; the same over all attempts of one operation
 * @param profile what the agent's configuration asks for
 * @param resumption what earlier attempts left, or empty for the first
 * @param checkpoint makes a learnt resource durable
 */
public record IssueRequest(
        AgentId agent,
        Category category,
        Tag tag,
        AgentProfile profile,
        Optional<Resumption> resumption,
        Checkpoint checkpoint) {}
