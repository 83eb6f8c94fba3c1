package io.meepa.credentials.provider.support.absence;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.report.Evidence;
import java.util.Optional;

/**
 * The result of looking for a resource: it was found, it is proved to be gone, or it is unknown. Exactly one of the three.
 *
 * @param <T> what a look finds
 */
public final class Sighting<T> {

    private final Optional<T> found;
    private final Optional<Evidence> evidence;
    private final String doubt;
    private final boolean elsewhere;

    private Sighting(Optional<T> found, Optional<Evidence> evidence, String doubt, boolean elsewhere) {
        this.found = found;
        this.evidence = evidence;
        this.doubt = doubt;
        this.elsewhere = elsewhere;
    }

    static <T> Sighting<T> found(T resource) {
        return new Sighting<>(Optional.of(resource), Optional.empty(), "", false);
    }

    /**
     * Returns that a resource is gone, for what an upstream says without being asked to look for it.
     *
     * @param evidence what that is based on
     * @param <T> what a look finds
     * @return the sighting
     */
    public static <T> Sighting<T> absent(Evidence evidence) {
        return new Sighting<>(Optional.empty(), Optional.of(evidence), "", false);
    }

    static <T> Sighting<T> doubt(String why) {
        return new Sighting<>(Optional.empty(), Optional.empty(), why, false);
    }

    static <T> Sighting<T> elsewhere(String why) {
        return new Sighting<>(Optional.empty(), Optional.empty(), why, true);
    }

    /**
     * Returns the resource.
     *
     * @return what a look found
     */
    public Optional<T> found() {
        return found;
    }

    /**
     * Returns what proves that the resource is gone.
     *
     * @return the evidence
     */
    public Optional<Evidence> evidence() {
        return evidence;
    }

    /**
     * Returns why it is unknown.
     *
     * @return a phrase for people, empty if it is known
     */
    public String doubt() {
        return doubt;
    }

    /**
     * Returns the resource or, if it is unknown, throws: nothing was done.
     *
     * @return what a look found, or empty if it is proved to be gone
     * @throws ProviderRejectedException if the looks were at another account
     * @throws ProviderUnavailableException if there is another doubt
     */
    public Optional<T> settled() {
        if (found.isEmpty() && evidence.isEmpty()) {
            throw refusal();
        }
        return found;
    }

    private ProviderException refusal() {
        return elsewhere
                ? new ProviderRejectedException(doubt)
                : new ProviderUnavailableException("it is unknown whether the resource is gone: " + doubt);
    }
}
