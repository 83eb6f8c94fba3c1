package io.meepa.credentials.store.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.store.postgres.TestDatabase;
import io.meepa.credentials.store.postgres.sql.Database;
import io.meepa.verification.database.FaultySource;
import io.meepa.verification.database.FaultySource.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final Duration NONE = Duration.ZERO;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Heartbeats are given by hand. */
    private static final LeaseLimits LIMITS =
            new LeaseLimits(MINUTE, Duration.ofDays(1), Duration.ofSeconds(5), Duration.ofHours(1));

    private static final TestDatabase SHARED = TestDatabase.withTables();

    private final FaultySource faults = FaultySource.of(SHARED.source());
    private final AtomicLong ahead = new AtomicLong();
    private final Database database =
            new Database(faults.source(), Sleeper.system(), () -> System.nanoTime() + ahead.get());
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final Leases one = leases("gateway");
    private final Leases two = leases("gateway");

    @BeforeEach
    void noRows() {
        SHARED.execute("truncate meepa.lease");
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void givesALeaseToOneAndThenToTheNextWithAHigherFence() {
        try (Lease first = one.take(MEEPA, "flight", NONE)) {
            assertThat(first.held(Duration.ofSeconds(50))).isTrue();
            assertThat(first.held(MINUTE)).isFalse();
            assertThatThrownBy(() -> two.take(MEEPA, "flight", NONE))
                    .isInstanceOf(CredentialLockedException.class)
                    .hasMessageStartingWith("agent meepa, lock flight: held by host 1, for ")
                    .hasMessageEndingWith("s yet unless renewed; try again");
            assertThatThrownBy(() -> one.take(MEEPA, "flight", NONE))
                    .hasMessage("agent meepa, lock flight: another thread of this process holds it; try again");
            two.take(MEEPA, "refresh", NONE).close();
            two.take(AgentId.of("other"), "flight", NONE).close();
            assertThat(first.fence().number()).isEqualTo(1);
        }
        try (Lease second = two.take(MEEPA, "flight", NONE)) {
            assertThat(second.fence().number()).isEqualTo(2);
            assertThat(second.takenOver()).isFalse();
        }
        assertThat(lost).isEmpty();
        assertThat(faults.open()).isZero();
    }

    @Test
    void keepsNamespacesApart() {
        try (Lease here = one.take(MEEPA, "flight", NONE);
                Leases elsewhere = leases("another");
                Lease there = elsewhere.take(MEEPA, "flight", NONE)) {
            assertThat(here.fence().owner()).isNotEqualTo(there.fence().owner());
        }
    }

    @Test
    void endsWhatWasNotRenewedAndNeverTakesItBack() {
        Lease first = one.take(MEEPA, "flight", NONE);
        SHARED.execute("update meepa.lease set expires_at = clock_timestamp() - interval '1 ms'");

        try (Lease second = two.take(MEEPA, "flight", NONE)) {
            assertThat(second.takenOver()).isTrue();
            one.beat();

            assertThat(first.held(NONE)).isFalse();
            assertThat(lost)
                    .containsExactly("meepa: the lock flight ended while it was held: the database gave it to another"
                            + " process or let it end. What ran under it wrote nothing since");
            first.close();
            two.beat();
            assertThat(second.held(NONE)).isTrue();
            assertThat(lost).hasSize(1);
        }
    }

    @Test
    void saysAtTheReleaseThatALeaseWasLost() {
        Lease first = one.take(MEEPA, "flight", NONE);
        SHARED.execute("update meepa.lease set expires_at = clock_timestamp() - interval '1 ms'");
        two.take(MEEPA, "flight", NONE).close();

        first.close();
        first.close();

        assertThat(lost).hasSize(1).first().asString().contains("another process took it before it was released");
    }

    @Test
    void countsFromBeforeTheStatementByTheMonotonicClock() {
        Lease lease = one.take(MEEPA, "flight", NONE);
        ahead.addAndGet(Duration.ofSeconds(40).toNanos());
        assertThat(lease.held(Duration.ofSeconds(30))).isFalse();
        one.beat();
        assertThat(lease.held(Duration.ofSeconds(30))).isTrue();

        ahead.addAndGet(MINUTE.toNanos());

        assertThat(lease.held(NONE)).isFalse();
        one.beat(); // The database would renew it: its own clock did not move.
        assertThat(lease.held(NONE)).isFalse();
        assertThat(lost).hasSize(1).first().asString().contains("it could not be renewed in time");
        lease.close();
    }

    @Test
    void keepsTheDeadlineWhereARenewalFailed() {
        try (Lease lease = one.take(MEEPA, "flight", NONE)) {
            ahead.addAndGet(Duration.ofSeconds(40).toNanos());
            faults.fail(Fault.NOT_SENT, 1, "update meepa.lease");
            one.beat();
            assertThat(lease.held(NONE)).isTrue();
            assertThat(lease.held(Duration.ofSeconds(30))).isFalse();
            one.beat();
            assertThat(lease.held(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void letsGoOfWhatRanTooLong() {
        Leases short1 = new Leases(
                database,
                "gateway",
                new LeaseLimits(MINUTE, Duration.ofDays(1), Duration.ofSeconds(5), Duration.ofSeconds(90)),
                "host 1",
                (agent, message) -> lost.add(message));
        Lease lease = short1.take(MEEPA, "flight", NONE);
        ahead.addAndGet(Duration.ofSeconds(50).toNanos());
        short1.beat();
        ahead.addAndGet(Duration.ofSeconds(50).toNanos());
        short1.beat();
        ahead.addAndGet(Duration.ofSeconds(50).toNanos());

        assertThat(lease.held(NONE)).isFalse();
        lease.close();
        short1.close();
    }

    @Test
    void takesItOnceThoughTheAnswerWasLost() {
        faults.fail(Fault.ANSWER_LOST, 1, "insert into meepa.lease");
        try (Lease lease = one.take(MEEPA, "flight", Duration.ofSeconds(5))) {
            assertThat(lease.fence().number()).isEqualTo(1);
            assertThat(lease.held(NONE)).isTrue();
        }
        faults.fail(Fault.ANSWER_LOST, 1, "update meepa.lease");
        one.take(MEEPA, "flight", NONE).close();
        assertThat(lost).isEmpty();
        two.take(MEEPA, "flight", NONE).close();
    }

    @Test
    void saysThatTheDatabaseDidNotGiveIt() {
        faults.fail(Fault.NO_CONNECTION, 1_000, "");

        assertThatThrownBy(() -> one.take(MEEPA, "flight", Duration.ofMillis(20)))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("agent meepa, lock flight: the database did not give it, SQLSTATE 08001");
    }

    @Test
    void endsItsWaitWhenInterrupted() {
        try (Lease held = one.take(MEEPA, "flight", NONE)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> two.take(MEEPA, "flight", MINUTE))
                    .isInstanceOf(CredentialLockedException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(held.held(NONE)).isTrue();
        }
    }

    @Test
    void refusesANameThatNoLockHas() {
        assertThatThrownBy(() -> one.take(MEEPA, "Flight 1", NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasOneWinnerOfARaceWhateverTheIsolation() {
        for (String level : List.of("read committed", "repeatable read", "serializable")) {
            SHARED.execute("alter role postgres set default_transaction_isolation = '" + level + "'");
            try {
                race();
            } finally {
                SHARED.execute("alter role postgres reset default_transaction_isolation");
            }
        }
    }

    private void race() {
        for (int round = 0; round < 5; round++) {
            List<CompletableFuture<Integer>> tries = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(this::tryOnce, task -> new Thread(task).start()))
                    .toList();
            int winners = tries.stream().mapToInt(CompletableFuture::join).sum();
            assertThat(winners).isEqualTo(1);
            SHARED.execute("update meepa.lease set owner = null");
        }
    }

    private int tryOnce() {
        Leases own = leases("gateway");
        try {
            own.take(MEEPA, "flight", Duration.ofMillis(1));
            return 1;
        } catch (CredentialLockedException e) {
            return 0;
        }
    }

    @Test
    void beatsByItselfAsLongAsThereIsALease() throws InterruptedException {
        LeaseLimits quick = new LeaseLimits(MINUTE, Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofHours(1));
        try (Leases beating = new Leases(database, "gateway", quick, "host 1", (agent, message) -> lost.add(message))) {
            List<Lease> many = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                many.add(beating.take(AgentId.of("agent-" + i), "flight", NONE));
            }
            SHARED.execute("update meepa.lease set expires_at = clock_timestamp() + interval '1 s'");
            String renewed = "select count(*) from meepa.lease where expires_at > clock_timestamp() + interval '30 s'";
            for (int tries = 0; tries < 6_000 && !SHARED.query(renewed).equals("3"); tries++) {
                Thread.sleep(10);
            }
            assertThat(SHARED.query(renewed)).isEqualTo("3");
            many.forEach(Lease::close);
        }
        assertThat(lost).isEmpty();
    }

    private Leases leases(String namespace) {
        return new Leases(database, namespace, LIMITS, "host 1", (agent, message) -> lost.add(agent + ": " + message));
    }
}
