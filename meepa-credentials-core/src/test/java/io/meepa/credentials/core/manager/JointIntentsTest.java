package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ProvisioningReport.Outcome;
import io.meepa.credentials.report.ProvisioningReport.Result;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R1, R2: the intents of all that a run creates anew are one write, and a crash around it makes nothing twice. */
class JointIntentsTest {

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final ScriptedUpstream card = upstream(Creation.FINDABLE);
    private final List<CredentialEvent> events = Collections.synchronizedList(new ArrayList<>());

    private static ScriptedUpstream upstream(Creation creation) {
        return new ScriptedUpstream("cards", Category.CREDIT_CARD, creation);
    }

    private ProvisioningReport run(ScriptedUpstream... upstreams) {
        try (CredentialManager manager = Managers.builder(store, upstreams)
                .set("agents.meepa", Map.of("id", "meepa"))
                .listener(events::add)
                .open()) {
            return manager.agent("meepa").provision();
        }
    }

    private static Map<String, Result> results(ProvisioningReport report) {
        return report.outcomes().stream()
                .filter(outcome -> !outcome.service().isEmpty())
                .collect(Collectors.toMap(Outcome::service, Outcome::result));
    }

    private static List<String> services(AgentDocument document) {
        return document.operations().stream().map(Operation::service).toList();
    }

    private List<String> phases(String subject) {
        return events.stream()
                .filter(event ->
                        event.kind() == Kind.PROVISION && event.subject().equals(subject))
                .map(event -> event.phase().toString())
                .toList();
    }

    @Test
    void recordsAllIntentsInOneWriteBeforeAnyCall() {
        List<List<String>> seen = Collections.synchronizedList(new ArrayList<>());
        mail.onIssue.add(request -> seen.add(services(store.written.get(0))));
        card.onIssue.add(request -> seen.add(services(store.written.get(0))));

        assertThat(results(run(mail, card)))
                .containsEntry("mailbox", Result.PROVISIONED)
                .containsEntry("cards", Result.PROVISIONED);

        assertThat(seen).hasSize(2).allSatisfy(intents -> assertThat(intents).containsExactly("mailbox", "cards"));
        // Two outcomes beside it; the providers report one resource each.
        assertThat(store.written).hasSize(1 + 2 + 2);
    }

    @Test
    @DisplayName("What can neither be repeated nor found is recorded alone, as late as can be")
    void recordsTheUnrepeatableAlone() {
        ScriptedUpstream odd = new ScriptedUpstream("odd", Category.PHONE, Creation.UNREPEATABLE);
        ScriptedUpstream odder = upstream(Creation.UNREPEATABLE);
        List<Set<String>> opened = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        store.afterWrite = document -> {
            Set<String> added = new TreeSet<>(services(document));
            added.removeAll(known);
            known.addAll(added);
            opened.add(added);
        };

        assertThat(run(mail, odd, odder).ok()).isTrue();

        opened.removeIf(Set::isEmpty);
        assertThat(opened).containsExactlyInAnyOrder(Set.of("mailbox"), Set.of("odd"), Set.of("cards"));
    }

    @Test
    void reportsEachBeginBeforeTheWrite() {
        List<String> begun = new ArrayList<>();
        store.beforeWrite = document -> {
            if (begun.isEmpty()) {
                events.forEach(event -> begun.add(event.phase() + " " + event.subject()));
            }
        };

        run(mail, card);

        assertThat(begun).containsExactlyInAnyOrder("BEGUN email/mailbox", "BEGUN credit_card/cards");
    }

    @Test
    @DisplayName("A listener receives begin and end on one thread, and so does the call in between")
    void beginsCallsAndEndsInOneThread() {
        Map<String, Set<String>> threads = new ConcurrentHashMap<>();
        mail.onIssue.add(request -> acted(threads, "email/mailbox"));
        card.onIssue.add(request -> acted(threads, "credit_card/cards"));
        try (CredentialManager manager = Managers.builder(store, mail, card)
                .set("agents.meepa", Map.of("id", "meepa"))
                .listener(event -> acted(threads, event.subject()))
                .open()) {
            assertThat(manager.agent("meepa").provision().ok()).isTrue();
        }
        assertThat(threads).containsOnlyKeys("email/mailbox", "credit_card/cards");
        assertThat(threads.values()).allSatisfy(names -> assertThat(names).hasSize(1));
    }

    private static void acted(Map<String, Set<String>> threads, String subject) {
        threads.computeIfAbsent(subject, key -> ConcurrentHashMap.newKeySet())
                .add(Thread.currentThread().getName());
    }

    @Test
    @DisplayName("S16: a category whose begin could not be recorded is not in the write, and is not called")
    void leavesOutWhatCouldNotBegin(@TempDir Path home) {
        CountDownLatch taken = new CountDownLatch(1);
        ProvisioningReport report;
        try (CredentialManager manager = Managers.builder(store, mail, card)
                .home(home)
                .clock(new OneAfterTheOther(taken))
                .set("agents.meepa", Map.of("id", "meepa"))
                .set("credentials.audit.enabled", true)
                .set("credentials.audit.on_failure", "refuse")
                .listener(event -> takeAway(home, event, taken))
                .open()) {
            report = manager.agent("meepa").provision();
        }
        assertThat(results(report).values()).containsExactlyInAnyOrder(Result.PROVISIONED, Result.FAILED);
        Outcome failed = report.outcomes().stream()
                .filter(outcome -> outcome.result() == Result.FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(failed.detail()).contains("could not be recorded");
        assertThat(store.written)
                .isNotEmpty()
                .allSatisfy(document -> assertThat(services(document)).doesNotContain(failed.service()));
        assertThat(failed.service().equals(card.id()) ? card.issued : mail.issued)
                .isEmpty();
    }

    /** The trail takes the first begin and no second one. */
    private static void takeAway(Path home, CredentialEvent event, CountDownLatch taken) {
        if (event.phase() == Phase.BEGUN) {
            try {
                Files.move(home.resolve("audit"), home.resolve("moved"));
                Files.writeString(home.resolve("audit"), "in the way");
                taken.countDown();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void failsEachCategoryIfTheWriteFails() {
        store.beforeWrite = document -> {
            throw new StoreException("the disk is full");
        };

        ProvisioningReport report = run(mail, card);

        assertThat(results(report)).containsEntry("mailbox", Result.FAILED).containsEntry("cards", Result.FAILED);
        assertThat(mail.issued).isEmpty();
        assertThat(card.issued).isEmpty();
        assertThat(phases("email/mailbox")).containsExactly("BEGUN", "FAILED");
        assertThat(phases("credit_card/cards")).containsExactly("BEGUN", "FAILED");
    }

    @Test
    @DisplayName("R3: a slot that another run changed since the plan is left alone, and the others are not affected")
    void leavesOutASlotThatChanged() {
        AtomicInteger writes = new AtomicInteger();
        store.beforeWrite = document -> {
            if (writes.getAndIncrement() == 0) {
                store.seed("meepa", Seeds.with("meepa", Category.CREDIT_CARD, "cards"));
            }
        };

        ProvisioningReport report = run(mail, card);

        assertThat(results(report)).containsEntry("mailbox", Result.PROVISIONED).containsEntry("cards", Result.FAILED);
        assertThat(card.issued).isEmpty();
        assertThat(phases("credit_card/cards")).containsExactly("BEGUN", "FAILED");
        assertThat(services(store.written.get(0))).containsExactly("mailbox");
        assertThat(store.document("meepa").entries()).hasSize(2);
        assertThat(results(run(mail, card))).containsEntry("cards", Result.EXISTING);
    }

    @Test
    void writesNothingIfEachSlotChanged() {
        ScriptedUpstream alone = ScriptedUpstream.mail();
        AtomicInteger writes = new AtomicInteger();
        store.beforeWrite = document -> {
            if (writes.getAndIncrement() == 0) {
                store.seed("meepa", Seeds.with("meepa", Category.EMAIL, "mailbox"));
            }
        };

        assertThat(results(run(alone))).containsEntry("mailbox", Result.FAILED);

        assertThat(store.written).isEmpty();
        assertThat(alone.issued).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"IDEMPOTENT", "FINDABLE"})
    @DisplayName("R2: a crash between the intents and the calls leaves nothing that a person has to look at")
    void survivesACrashBeforeTheCalls(Creation creation) {
        ScriptedUpstream other = upstream(creation);
        store.afterWrite = document -> {
            throw new Crash();
        };
        assertThatThrownBy(() -> run(mail, other)).isInstanceOf(Crash.class);
        assertThat(mail.issued).isEmpty();
        assertThat(other.issued).isEmpty();
        store.afterWrite = document -> {};

        assertThat(results(run(mail, other))).doesNotContainValue(Result.INDETERMINATE);

        assertThat(mail.live).hasSize(1);
        assertThat(other.live).hasSize(1);
        assertThat(mail.issued.get(0).resumption()).isPresent();
        assertThat(store.document("meepa").operations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"IDEMPOTENT", "FINDABLE", "UNREPEATABLE"})
    @DisplayName("R2: a crash before and after each write and call makes nothing twice and leaves no orphan")
    void survivesACrashAtEachPoint(Creation creation) {
        int points = 0;
        boolean killed = true;
        while (killed) {
            killed = new CrashingRun(creation, points).survives();
            points++;
        }
        assertThat(points).isGreaterThan(8);
    }

    /** One run that is killed at a point, and the next ones. */
    private static final class CrashingRun {

        private final RecordingStore store = new RecordingStore();
        private final ScriptedUpstream mail = ScriptedUpstream.mail();
        private final ScriptedUpstream other;
        private final AtomicInteger left;

        CrashingRun(Creation creation, int point) {
            this.other = upstream(creation);
            this.left = new AtomicInteger(point);
        }

        /** Nothing of a process that was killed does anything more. */
        private void pass() {
            if (left.getAndDecrement() <= 0) {
                throw new Crash();
            }
        }

        private void provision() {
            try (CredentialManager manager = Managers.open(store, mail, other)) {
                manager.agent("meepa").provision();
            }
        }

        boolean survives() {
            store.beforeWrite = document -> pass();
            store.afterWrite = document -> pass();
            mail.onIssue.add(request -> pass());
            other.onIssue.add(request -> pass());
            boolean killed = false;
            try {
                provision();
            } catch (Crash e) {
                killed = true;
            }
            store.beforeWrite = document -> {};
            store.afterWrite = document -> {};
            mail.onIssue.clear();
            other.onIssue.clear();
            provision();
            check();
            return killed;
        }

        private void check() {
            AgentDocument document = store.document("meepa");
            assertThat(mail.live).hasSize(1);
            assertThat(other.live).hasSizeLessThanOrEqualTo(1);
            for (ScriptedUpstream upstream : List.of(mail, other)) {
                boolean reported = document.operations().stream()
                        .anyMatch(operation -> operation.service().equals(upstream.id()));
                boolean inUse = document.entries().stream()
                        .anyMatch(entry -> entry.credential().service().equals(upstream.id())
                                && entry.credential().status().usable());
                assertThat(inUse).isNotEqualTo(reported);
                assertThat(reported && upstream.capabilities().creation() != Creation.UNREPEATABLE)
                        .isFalse();
            }
        }
    }

    /** Lets one category ask for the time, and the next only once the first has begun. */
    private static final class OneAfterTheOther extends Clock {

        private final CountDownLatch begun;
        private @Nullable Thread first;

        OneAfterTheOther(CountDownLatch begun) {
            this.begun = begun;
        }

        @Override
        public Instant instant() {
            Thread thread = Thread.currentThread();
            if (thread.getName().contains("category") && !isFirst(thread)) {
                await();
            }
            return Managers.NOW;
        }

        private synchronized boolean isFirst(Thread thread) {
            first = first == null ? thread : first;
            return thread.equals(first);
        }

        private void await() {
            try {
                if (!begun.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the first category did not begin");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
