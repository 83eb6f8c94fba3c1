package io.meepa.credentials.store.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.store.postgres.sql.Fence;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final Duration CALL = Duration.ofSeconds(30);
    private static final long LIFE = Duration.ofSeconds(60).toNanos();

    private final AtomicLong now = new AtomicLong();
    private final Lease lease = new Lease(
            new LeaseKey("meepa", "flight"),
            new Fence("flight", new UUID(0, 1), 1),
            now::get,
            new Lease.Taken(0, LIFE, false),
            ended -> {});

    @Test
    @DisplayName("A call may begin while more of the lease is left than the call may take, to the nanosecond")
    void isHeldForACallUntilNoMoreThanTheCallIsLeft() {
        now.set(LIFE - CALL.toNanos() - 1);
        assertThat(lease.held(CALL)).isTrue();

        now.set(LIFE - CALL.toNanos());
        assertThat(lease.held(CALL)).isFalse();
        assertThat(lease.held(CALL.minusNanos(1))).isTrue();
    }

    @Test
    void endsAtItsDeadlineAndIsNotRenewedFromThereOn() {
        now.set(LIFE - 1);
        assertThat(lease.held(Duration.ZERO)).isTrue();
        assertThat(lease.isOver()).isFalse();

        now.set(LIFE);
        assertThat(lease.held(Duration.ZERO)).isFalse();
        assertThat(lease.isOver()).isTrue();
        lease.renewed(2 * LIFE);
        assertThat(lease.held(Duration.ZERO)).isFalse();
    }
}
