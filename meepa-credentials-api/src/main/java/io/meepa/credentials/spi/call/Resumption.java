package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What earlier attempts of an operation left behind.
 *
 * @param since when the intent was recorded; nothing of ours is older
 * @param resources every resource reported so far, in order
 * @param secrets every shown-once or generated secret reported so far, by name
 */
public record Resumption(Instant since, List<UpstreamResource> resources, Map<String, Secret> secrets) {

    /** Copies the collections. */
    public Resumption {
        resources = List.copyOf(resources);
        secrets = Map.copyOf(secrets);
    }

    /**
     * Finds the last resource of a kind.
     *
     * @param kind the kind
     * @return its id, or empty
     */
    public Optional<String> resource(String kind) {
        return resources.stream()
                .filter(resource -> resource.kind().equals(kind))
                .map(UpstreamResource::id)
                .reduce((first, second) -> second);
    }
}
