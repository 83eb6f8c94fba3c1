package io.meepa.credentials.store.postgres.sql;

import java.util.Optional;
import java.util.UUID;

/**
 * Which state of a row. The number alone would repeat after a restore or a failover that lost writes; the id never does.
 *
 * @param number one more at each write
 * @param writeId drawn anew for each write
 */
public record RowVersion(long number, UUID writeId) {

    /**
     * Returns the text that stands for it in a revision.
     *
     * @return number and id
     */
    public String text() {
        return number + "/" + writeId;
    }

    /**
     * Reads such a text.
     *
     * @param text the text
     * @return the version, or empty if it is of another store
     */
    public static Optional<RowVersion> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || text.length() != slash + 37) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RowVersion(
                    Long.parseLong(text.substring(0, slash)), UUID.fromString(text.substring(slash + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
