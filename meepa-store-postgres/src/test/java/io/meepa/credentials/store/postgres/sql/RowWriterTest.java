package io.meepa.credentials.store.postgres.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.WriteOutcomeUnknownException;
import io.meepa.credentials.store.postgres.TestDatabase;
import io.meepa.verification.database.FaultySource;
import io.meepa.verification.database.FaultySource.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowWriterTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_800_000_000_000L), ZoneOffset.UTC);
    private static final SqlLimits LIMITS = TestDatabase.QUICK;
    private static final SqlLimits IMPATIENT =
            new SqlLimits(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(50));

    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    private static final TestDatabase shared = TestDatabase.withTables();

    private final FaultySource faults = FaultySource.of(shared.source());
    private final Database database = TestDatabase.database(faults.source());
    private final DocumentRows rows = new DocumentRows(database, "gateway", LIMITS);
    private final RowWriter writer = new RowWriter(database, "gateway", LIMITS, CLOCK);

    @BeforeEach
    void noRows() {
        shared.execute("truncate meepa.document, meepa.lease");
    }

    @Test
    void writesOnlyOverTheStateItWasMadeFrom() {
        RowVersion first = writer.insert(MEEPA, bytes("one"), null);
        RowVersion second = writer.update(MEEPA, bytes("two"), first, null);

        assertThat(first.number()).isEqualTo(1_800_000_000_000L);
        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(text()).contains("two");
        assertThatThrownBy(() -> writer.update(MEEPA, bytes("three"), first, null))
                .isInstanceOf(RevisionConflictException.class)
                .hasMessage("agent meepa: its row was changed by another writer: read it again and repeat the change");
        assertThatThrownBy(() -> writer.insert(MEEPA, bytes("three"), null))
                .isInstanceOf(RevisionConflictException.class);
        assertThat(text()).contains("two");
    }

    @Test
    void takesTheSameNumberWithAnotherWriteIdForAnotherState() {
        RowVersion written = writer.insert(MEEPA, bytes("one"), null);
        RowVersion repeated = new RowVersion(written.number(), UUID.randomUUID());

        assertThatThrownBy(() -> writer.update(MEEPA, bytes("two"), repeated, null))
                .isInstanceOf(RevisionConflictException.class);
    }

    @Test
    void continuesCountingAfterADeletion() {
        RowVersion first = writer.insert(MEEPA, bytes("one"), null);
        writer.delete(MEEPA, first, null);
        assertThat(rows.read(MEEPA, null, Duration.ofSeconds(5)).orElseThrow().live())
                .isFalse();
        assertThat(rows.list("", 10)).isEmpty();
        assertThatThrownBy(() -> writer.update(MEEPA, bytes("two"), first, null))
                .isInstanceOf(RevisionConflictException.class);

        RowVersion again = writer.insert(MEEPA, bytes("one"), null);

        assertThat(again.number()).isEqualTo(first.number() + 2);
        assertThat(text()).contains("one");
    }

    @Test
    void sendsTheSameWriteAgainWhereItNeverArrived() {
        RowVersion first = writer.insert(MEEPA, bytes("one"), null);
        faults.fail(Fault.NOT_SENT, 2, "update meepa.document");

        RowVersion second = writer.update(MEEPA, bytes("two"), first, null);

        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(text()).contains("two");
    }

    @Test
    void findsItsOwnWriteWhoseAnswerWasLost() {
        faults.fail(Fault.ANSWER_LOST, 1, "insert into meepa.document");
        RowVersion first = writer.insert(MEEPA, bytes("one"), null);
        faults.fail(Fault.ANSWER_LOST, 1, "update meepa.document");
        RowVersion second = writer.update(MEEPA, bytes("two"), first, null);
        faults.fail(Fault.ANSWER_LOST, 1, "update meepa.document");
        writer.delete(MEEPA, second, null);

        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(shared.query("select version from meepa.document")).isEqualTo("" + (second.number() + 1));
    }

    @Test
    void waitsForAServerProcessThatCommitsLate() {
        RowVersion first = writer.insert(MEEPA, bytes("one"), null);
        faults.fail(Fault.COMMITS_LATE, 1, "update meepa.document");
        CompletableFuture<RowVersion> second =
                CompletableFuture.supplyAsync(() -> writer.update(MEEPA, bytes("two"), first, null), OWN_THREAD);
        awaitBlocked();

        assertThat(faults.commitLate()).isEqualTo(1);

        assertThat(second.join().number()).isEqualTo(first.number() + 1);
        assertThat(text()).contains("two");
    }

    @Test
    void waitsForAnInsertThatCommitsLateThoughItsLeaseEnded() {
        Fence ended = lease("flight", 3, "-1 second");
        Fence held = lease("flight", 4, "1 minute");
        faults.fail(Fault.COMMITS_LATE, 1, "insert into meepa.document");
        CompletableFuture<RowVersion> inserted =
                CompletableFuture.supplyAsync(() -> writer.insert(MEEPA, bytes("one"), held), OWN_THREAD);
        awaitOpenTransaction();
        shared.execute("update meepa.lease set expires_at = clock_timestamp() - interval '1 second'");
        awaitBlocked();
        faults.commitLate();

        assertThat(inserted.join().number()).isEqualTo(1_800_000_000_000L);
        assertThat(ended.number()).isEqualTo(3);
    }

    @Test
    void knowsItsWriteBelowThoseOfOthers() {
        RowVersion first = writer.insert(MEEPA, bytes("one"), null);
        othersWriteAfterALostAnswer(5);

        RowVersion second = writer.update(MEEPA, bytes("two"), first, null);

        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(text()).contains("other");
    }

    @Test
    void saysThatNobodyKnowsWhereTooManyOthersWroteSince() {
        RowVersion first = writer.insert(MEEPA, bytes("one"), null);
        othersWriteAfterALostAnswer(40);

        assertThatThrownBy(() -> writer.update(MEEPA, bytes("two"), first, null))
                .isInstanceOf(WriteOutcomeUnknownException.class)
                .hasMessageContaining("it is unknown whether the last write was done");
    }

    @Test
    void takesNoWarningForAnAcknowledgement() {
        RowVersion first = writer.insert(MEEPA, bytes("one"), null);
        shared.execute("""
                create sequence warned;
                create function warn() returns trigger language plpgsql as $$ begin
                  if nextval('warned') <= 2 then raise warning 'not replicated' using errcode = '01000'; end if;
                  return null; end $$;
                create trigger warn after update on meepa.document for each row execute function warn()""");
        try {
            RowVersion second = writer.update(MEEPA, bytes("two"), first, null);

            assertThat(second.number()).isEqualTo(first.number() + 1);
            assertThat(shared.query("select last_value from warned")).isEqualTo("3"); // The write, and two looks at it.
        } finally {
            shared.execute("drop trigger warn on meepa.document; drop function warn; drop sequence warned");
        }
    }

    @Test
    void saysThatNobodyKnowsAfterItsTimeLimit() {
        RowVersion first = writer.insert(MEEPA, bytes("one"), null);
        RowWriter impatient = new RowWriter(database, "gateway", IMPATIENT, CLOCK);
        faults.fail(Fault.NOT_SENT, 1_000_000, "update meepa.document");

        assertThatThrownBy(() -> impatient.update(MEEPA, bytes("two"), first, null))
                .isInstanceOf(WriteOutcomeUnknownException.class)
                .hasMessageStartingWith("agent meepa: it is unknown whether the last write was done");
    }

    @Test
    void saysThatNothingWasChangedWithoutAConnection() {
        RowWriter impatient = new RowWriter(database, "gateway", IMPATIENT, CLOCK);
        faults.fail(Fault.NO_CONNECTION, 1_000_000, "");

        assertThatThrownBy(() -> impatient.insert(MEEPA, bytes("one"), null))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("SQLSTATE 08001")
                .hasMessageEndingWith("nothing was changed");
    }

    @Test
    void writesUnderALeaseOnlyWhileItIsHeld() {
        Fence held = lease("flight", 7, "1 minute");
        RowVersion first = writer.insert(MEEPA, bytes("one"), held);
        assertThat(shared.query("select fence from meepa.document")).isEqualTo("7");
        shared.execute("update meepa.lease set owner = gen_random_uuid(), fence = 8");

        assertThatThrownBy(() -> writer.update(MEEPA, bytes("two"), first, held))
                .hasMessage("agent meepa: the lock flight ended while it was held, so the write was not done;"
                        + " nothing was changed");
        assertThatThrownBy(() -> writer.delete(MEEPA, first, held)).hasMessageContaining("ended while it was held");
        assertThatThrownBy(() -> writer.insert(AgentId.of("other"), bytes("two"), held))
                .hasMessageContaining("ended while it was held");
        assertThat(text()).contains("one");
    }

    @Test
    void letsOthersWriteBesideAFlight() {
        Fence held = lease("flight", 7, "1 minute");
        RowVersion first = writer.insert(MEEPA, bytes("one"), held);
        RowVersion second = writer.update(MEEPA, bytes("two"), first, null);

        assertThat(writer.update(MEEPA, bytes("three"), second, held).number()).isEqualTo(first.number() + 2);
        assertThat(shared.query("select fence from meepa.document")).isEqualTo("7");
    }

    @Test
    void recordsWhatAThreadDidThatWasInterruptedBefore() {
        Thread.currentThread().interrupt();
        try {
            assertThat(writer.insert(MEEPA, bytes("one"), null).number()).isPositive();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void keepsNoConnection() {
        writer.insert(MEEPA, bytes("one"), null);

        assertThat(text()).contains("one");
        assertThat(faults.open()).isZero();
    }

    private void othersWriteAfterALostAnswer(int count) {
        shared.execute("create or replace function others() returns void language plpgsql as $$ begin"
                + " for i in 1.." + count + " loop update meepa.document set version = version + 1,"
                + " prior_ids = (write_id || prior_ids)[1:16], write_id = gen_random_uuid(),"
                + " body = 'other'; end loop; end $$");
        faults.fail(Fault.ANSWER_LOST, 1, "update meepa.document");
        faults.afterFault(() -> shared.execute("select others()"));
    }

    private Fence lease(String name, long number, String until) {
        UUID owner = UUID.randomUUID();
        shared.execute("insert into meepa.lease values ('gateway', 'meepa', '" + name + "', " + number + ", '" + owner
                + "', '', now(), clock_timestamp() + interval '" + until
                + "', false) on conflict (namespace, agent, name)"
                + " do update set owner = excluded.owner, fence = excluded.fence, expires_at = excluded.expires_at");
        return new Fence(name, owner, number);
    }

    private void awaitBlocked() {
        await("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    }

    private void awaitOpenTransaction() {
        await(
                "select count(*) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'");
    }

    private void await(String count) {
        for (int tries = 0; tries < 6_000; tries++) {
            if (!shared.query(count).equals("0")) {
                return;
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("nothing was found by " + count);
    }

    private Optional<String> text() {
        return rows.read(MEEPA, null, Duration.ofSeconds(5))
                .flatMap(DocumentRow::body)
                .map(body -> UTF_8.decode(body).toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
