package io.meepa.credentials.spi.engine;

import io.meepa.credentials.event.CredentialMetrics;
import io.meepa.credentials.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The observers of a manager besides its listeners.
 *
 * @param metrics who counts
 * @param auditKey returns the audit trail's key at each use, the caller's to close; empty if the configuration says where
 *     it is
 */
public record Observation(List<CredentialMetrics> metrics, Optional<Supplier<Secret>> auditKey) {

    /** Copies the list. */
    public Observation {
        metrics = List.copyOf(metrics);
    }

    /**
     * Returns an observation by nobody.
     *
     * @return no metrics, no key
     */
    public static Observation none() {
        return new Observation(List.of(), Optional.empty());
    }
}
