package io.meepa.credentials.store.postgres.sql;

import java.util.UUID;

/**
 * Proof that a writer holds a lease, checked by the database in the write itself.
 *
 * @param name the lease's name
 * @param owner drawn anew for each taking
 * @param number one more at each change of hands
 */
public record Fence(String name, UUID owner, long number) {

    private static final String FLIGHT = "flight";

    /** Whether writes are also compared with the highest fence that wrote the document. Other names have counters of their own. */
    boolean isFlight() {
        return name.equals(FLIGHT);
    }
}
