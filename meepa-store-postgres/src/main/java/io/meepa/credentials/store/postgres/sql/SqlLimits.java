package io.meepa.credentials.store.postgres.sql;

import java.time.Duration;

/**
 * How long to wait.
 *
 * @param call for the network, per statement
 * @param read for a read, all tries together
 * @param write for a write, all tries together: longer than a failover
 */
public record SqlLimits(Duration call, Duration read, Duration write) {

    /** What holds unless configured. */
    public static final SqlLimits DEFAULT =
            new SqlLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(90));
}
