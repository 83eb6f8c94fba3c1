package io.meepa.credentials.store.postgres.sql;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last writes of a row.
 *
 * @param version its state
 * @param priorIds the ids of the writes before that, the latest first
 */
record RowHistory(RowVersion version, List<UUID> priorIds) {

    /** Returns the state that a write made, or empty if it is none of the last. */
    Optional<RowVersion> of(UUID writeId) {
        if (version.writeId().equals(writeId)) {
            return Optional.of(version);
        }
        int index = priorIds.indexOf(writeId);
        return index < 0 ? Optional.empty() : Optional.of(new RowVersion(version.number() - 1 - index, writeId));
    }

    /** Whether the state that a write was made from is among them, so that a write upon it would be too. */
    boolean reachesBackTo(@Nullable RowVersion expected) {
        if (priorIds.size() < RowStatements.HISTORY) {
            return true; // All that there ever were.
        }
        return expected != null && of(expected.writeId()).isPresent();
    }
}
