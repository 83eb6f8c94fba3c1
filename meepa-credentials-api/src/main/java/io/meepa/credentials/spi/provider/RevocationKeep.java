package io.meepa.credentials.spi.provider;

import java.util.Set;

/**
 * What of a credential is kept until its revocation has ended: the resource ids that revoking is done with, and secrets only
 * where the upstream wants them. Everything else is dropped when the revocation is put on record. What is kept stays
 * encrypted, and no tool gets it.
 *
 * @param items the keys of the items
 */
public record RevocationKeep(Set<String> items) {

    /** Copies the set. */
    public RevocationKeep {
        items = Set.copyOf(items);
    }

    /**
     * Keeps items.
     *
     * @param keys the keys of the items
     * @return what is kept
     */
    public static RevocationKeep items(String... keys) {
        return new RevocationKeep(Set.of(keys));
    }

    /**
     * Keeps nothing: what was created has no upstream resource, or its tag suffices.
     *
     * @return what is kept
     */
    public static RevocationKeep nothing() {
        return new RevocationKeep(Set.of());
    }
}
