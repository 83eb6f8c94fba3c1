package io.meepa.credentials.store.postgres.lease;

import java.time.Duration;

/**
 * How long leases last.
 *
 * @param lease until one ends by itself: a failover and two heartbeats at least
 * @param heartbeat between renewals
 * @param call for the network, per statement
 * @param longest after this one is renewed no more, whoever holds it: its run is taken for dead
 */
public record LeaseLimits(Duration lease, Duration heartbeat, Duration call, Duration longest) {

    /** What holds unless configured. */
    public static final LeaseLimits DEFAULT =
            new LeaseLimits(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofHours(1));
}
