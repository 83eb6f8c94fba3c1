package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.Secret;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a contract must see of the service behind a provider, and the ways to break it. Thread-safe. */
public interface Upstream {

    /**
     * Counts the live resources that bear a tag: neither deleted nor closed.
     *
     * @param tag the tag's text
     * @return how many
     */
    int live(String tag);

    /**
     * Counts the calls that arrived so far, disturbed and refused ones included.
     *
     * @return how many
     */
    int calls();

    /**
     * Counts those of the {@link #calls} that were to change something, whether they did or not. Many HTTP clients send a read
     * again by themselves, which does no harm; where yours does, count the others here.
     *
     * @return how many
     * @implSpec all calls
     */
    default int changes() {
        return calls();
    }

    /**
     * Disturbs one call to come.
     *
     * @param disturbance what goes wrong
     * @param nth which call, from now: 1 for the next
     */
    void disturb(Disturbance disturbance, int nth);

    /** Forgets disturbances to come. */
    void calm();

    /**
     * Returns the disturbances that it can be made to do.
     *
     * @return the disturbances
     * @implSpec all of them
     */
    default Set<Disturbance> disturbances() {
        return EnumSet.allOf(Disturbance.class);
    }

    /**
     * Returns what no error may repeat: the key that the provider is configured with, to begin with.
     *
     * @return the secrets
     */
    List<Secret> secrets();

    /**
     * Puts a foreign resource where the provider would put its own for a tag.
     *
     * @param tag the tag's text
     * @return whether that is possible at all
     * @implSpec impossible
     */
    default boolean occupy(String tag) {
        return false;
    }

    /**
     * Counts the resources that {@link #occupy} made and that are as it made them.
     *
     * @return how many
     * @implSpec none
     */
    default int untouched() {
        return 0;
    }

    /**
     * Changes a live resource that bears a tag, as its owner might by hand, so that it differs from what was asked for.
     *
     * @param tag the tag's text
     * @return whether that is possible at all
     * @implSpec impossible
     */
    default boolean drift(String tag) {
        return false;
    }

    /**
     * Gives one wrong answer about what there is, at a read to come: what is there is not.
     *
     * @param lie which
     * @param nth which read, from now: 1 for the next
     * @return whether that is possible at all
     * @implSpec impossible
     */
    default boolean deny(Denial lie, int nth) {
        return false;
    }

    /**
     * Returns the environment variables that hold a key of another account of the same service, which has nothing.
     *
     * @return values by name, or none if there is no such account
     * @implSpec none
     */
    default Map<String, String> otherAccount() {
        return Map.of();
    }

    /**
     * Returns the upstream of a provider that has none.
     *
     * @return an upstream that is never called
     */
    static Upstream none() {
        return new NoUpstream();
    }
}
