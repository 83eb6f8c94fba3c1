package io.meepa.credentials.spi;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import java.util.List;
import java.util.Optional;

/**
 * What a provider is asked to take back.
 *
 * @param agent whose
 * @param category which category
 * @param tag the tag that the resources bear
 * @param resources every resource known, oldest first
 * @param credential the stored credential, or empty if creation never completed; if there, nothing is to be looked for
 *     beyond the resources and the ids it holds
 */
public record RevokeRequest(
        AgentId agent,
        Category category,
        Tag tag,
        List<UpstreamResource> resources,
        Optional<AgentCredential> credential) {

    /** Copies the list. */
    public RevokeRequest {
        resources = List.copyOf(resources);
    }
}
