package io.meepa.credentials.testkit.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import io.meepa.credentials.testkit.SkippedParts;
import io.meepa.credentials.testkit.TestContexts;
import io.meepa.credentials.testkit.check.ConcurrentCallers;
import io.meepa.credentials.testkit.check.ContractAssert;
import io.meepa.credentials.testkit.check.PluginForm;
import io.meepa.credentials.testkit.check.SecretLeakCheck;
import io.meepa.credentials.testkit.check.SettingsDrill;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every store must do. Extend it, supply the store and its settings, and run it with JUnit: round trip,
 * compare-and-set, durability, listing, deletion, re-keying, locks, threads, redaction and settings are tried out. Each failure
 * names the bug.
 */
@ExtendWith(SkippedParts.class)
public abstract class CredentialStoreContract {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final AgentId OTHER = AgentId.of("meepa-2");

    private final TestContexts contexts = TestContexts.create();
    private final Secret hidden = Secret.of("canary-9f31-hidden-value");

    @TempDir
    Path home = Path.of("");

    /** For subclasses. */
    protected CredentialStoreContract() {}

    /**
     * Returns the store under test.
     *
     * @return the store
     */
    protected abstract CredentialStore store();

    /**
     * Returns settings that the store can be opened with; the more of its keys, the more is tried.
     *
     * @return strings, {@link Long}, {@link Double}, {@link Boolean}, lists and maps of these by key
     * @implSpec none
     */
    protected Map<String, ?> settings() {
        return Map.of();
    }

    /**
     * Returns the environment variables that the store reads.
     *
     * @return values by name
     * @implSpec none
     */
    protected Map<String, String> environment() {
        return Map.of();
    }

    /**
     * Returns whether the store is to be found by the service loader. A host that passes an instance needs no registration.
     *
     * @return whether it is
     * @implSpec it is
     */
    protected boolean registered() {
        return true;
    }

    /**
     * Returns the folder that the store is opened with, empty and new for each test.
     *
     * @return the folder
     */
    protected final Path home() {
        return home;
    }

    @Test
    final void isFoundByTheServiceLoader() {
        assumeTrue(registered(), "hosts pass it as an instance");
        PluginForm.requireRegistered(ServiceLoader.load(CredentialStore.class), store().getClass());
    }

    @Test
    final void canBeFoundAndNamed() {
        PluginForm.require(store().getClass(), store().id());
    }

    @Test
    final void readsEverySettingWhenItIsOpened() {
        Settings settings = contexts.settings(settings());
        store().open(contexts.environment(environment()).store(settings, home)).close();
        SettingsDrill.requireAllRead(settings);
    }

    @Test
    final void refusesASettingOfTheWrongType() {
        SettingsDrill.requireTypesChecked(settings(), wrong -> open(wrong).close());
    }

    @Test
    final void doesNotSwallowASettingItDoesNotKnow() {
        contexts.environment(environment());
        SettingsDrill.requireUnknownLeft(
                settings(),
                contexts,
                some -> store().open(contexts.store(some, home)).close());
    }

    @Test
    final void opensAndReadsWithoutWriting() {
        List<Path> before = FolderScan.files(home);
        try (StoreSession session = open()) {
            ContractAssert.require(session.read(MEEPA).isEmpty(), "it reads a document that nobody wrote");
            ContractAssert.require(session.agents().isEmpty(), "it lists agents without a document");
        }
        ContractAssert.require(
                FolderScan.files(home).equals(before), "open, read or list writes a file: only write may");
    }

    @Test
    final void returnsEveryKindOfNode() {
        DocumentNode.Fields written = sample(7);
        try (StoreSession session = open()) {
            session.write(MEEPA, written, Revision.ABSENT);
            NodeComparison.requireSame(written, stored(session, MEEPA).content());
        }
        try (StoreSession session = open()) {
            NodeComparison.requireSame(written, stored(session, MEEPA).content());
        }
    }

    @Test
    final void showsAnotherSessionWhatWasAcknowledged() {
        try (StoreSession first = open();
                StoreSession second = open()) {
            Revision revision = first.write(MEEPA, sample(1), Revision.ABSENT);
            requireCount(second, 1, "another session does not see what was acknowledged");
            first.write(MEEPA, sample(2), revision);
            requireCount(second, 2, "another session keeps showing an older document");
        }
        try (StoreSession later = open()) {
            requireCount(later, 2, "durability: a new session does not see what was acknowledged");
        }
    }

    @Test
    final void writesOnlyOverTheExpectedRevision() {
        try (StoreSession session = open()) {
            requireConflict(() -> session.write(MEEPA, sample(1), new Revision("unheard")), "of a document not there");
            Revision first = session.write(MEEPA, sample(1), Revision.ABSENT);
            requireConflict(() -> session.write(MEEPA, sample(2), Revision.ABSENT), "that creates what is there");
            Revision second = session.write(MEEPA, sample(3), first);
            requireConflict(() -> session.write(MEEPA, sample(4), first), "from an old revision");
            requireCount(session, 3, "compare-and-set: a refused write changed the document");
            ContractAssert.require(
                    stored(session, MEEPA).revision().equals(second),
                    "compare-and-set: read returns another revision than the write before it");
        }
    }

    @Test
    final void writesOnlyOverTheExpectedRevisionOfOtherSessions() {
        try (StoreSession first = open();
                StoreSession second = open()) {
            Revision revision = first.write(MEEPA, sample(1), Revision.ABSENT);
            second.write(MEEPA, sample(2), stored(second, MEEPA).revision());
            requireConflict(
                    () -> first.write(MEEPA, sample(3), revision), "from a revision that another session replaced");
            requireCount(first, 2, "compare-and-set: another session's update is lost");
        }
    }

    @Test
    final void reportsWhetherADocumentIsStillOfARevision() {
        try (StoreSession session = open();
                StoreSession other = open()) {
            Revision first = session.write(MEEPA, sample(1), Revision.ABSENT);
            requireCurrency(session, stored(session, MEEPA).revision(), true);
            Revision second = other.write(MEEPA, sample(2), first);
            requireCurrency(session, first, false);
            requireCurrency(session, stored(session, MEEPA).revision(), true);
            other.delete(MEEPA, second);
            requireCurrency(session, second, false);
        }
    }

    @Test
    final void deletesOnlyTheExpectedRevision() {
        try (StoreSession session = open()) {
            Revision first = session.write(MEEPA, sample(1), Revision.ABSENT);
            Revision second = session.write(MEEPA, sample(2), first);
            requireConflict(() -> session.delete(MEEPA, first), "that deletes from an old revision");
            session.delete(MEEPA, second);
            ContractAssert.require(session.read(MEEPA).isEmpty(), "deletion: the document is still there");
            ContractAssert.require(session.agents().isEmpty(), "deletion: the agent is still listed");
            requireConflict(() -> session.delete(MEEPA, second), "that deletes what is gone");
            session.write(MEEPA, sample(3), Revision.ABSENT);
            requireConflict(() -> session.write(MEEPA, sample(4), second), "from a revision before the deletion");
        }
    }

    @Test
    final void listsWhoHasADocumentSorted() {
        try (StoreSession session = open()) {
            List<AgentId> agents = List.of(AgentId.of("zoe"), MEEPA, OTHER, AgentId.of("meepa.2"), AgentId.of("0"));
            agents.forEach(agent -> session.write(agent, sample(1), Revision.ABSENT));
            session.lock(AgentId.of("locked-only"), "flight", Duration.ZERO).close();
            ContractAssert.require(
                    session.agents().equals(agents.stream().sorted().toList()),
                    "listing: " + session.agents() + " are not exactly the agents with a document, sorted");
        }
    }

    @Test
    final void keepsAgentsApart() {
        try (StoreSession session = open()) {
            Revision revision = session.write(MEEPA, sample(1), Revision.ABSENT);
            session.write(OTHER, sample(2), Revision.ABSENT);
            session.delete(MEEPA, revision);
            ContractAssert.require(
                    SampleDocument.count(stored(session, OTHER).content()) == 2,
                    "agents: deleting one agent's document touched another's");
        }
    }

    @Test
    final void renewsItsDataKeyOrRefuses() {
        try (StoreSession session = open()) {
            RekeyDrill.requireSameContent(session, MEEPA, hidden);
        }
    }

    @Test
    final void locksOutOthers() {
        try (StoreSession first = open();
                StoreSession second = open()) {
            StoreLock lock = first.lock(MEEPA, "flight", Duration.ZERO);
            requireLocked(first, "the same session");
            requireLocked(second, "another session");
            second.lock(MEEPA, "other", Duration.ZERO).close();
            second.lock(OTHER, "flight", Duration.ZERO).close();
            Revision revision = second.write(MEEPA, sample(1), Revision.ABSENT);
            second.delete(MEEPA, revision);
            lock.close();
            lock.close();
            second.lock(MEEPA, "flight", Duration.ZERO).close();
        }
    }

    @Test
    final void letsAnyThreadUnlock() throws InterruptedException {
        try (StoreSession session = open()) {
            StoreLock lock = session.lock(MEEPA, "flight", Duration.ZERO);
            ConcurrentCallers.together(List.of(() -> {
                lock.close();
                return true;
            }));
            session.lock(MEEPA, "flight", Duration.ZERO).close();
        }
    }

    @Test
    final void locksForOneThreadAtATime() throws InterruptedException {
        StoreDrill.requireExclusiveLock(this::openInRealTime, MEEPA);
    }

    @Test
    final void losesNoUpdate() throws InterruptedException {
        StoreDrill.requireNoLostUpdate(this::openInRealTime, MEEPA, hidden);
    }

    @Test
    final void showsWholeDocumentsOnly() throws InterruptedException {
        StoreDrill.requireWholeDocuments(this::openInRealTime, MEEPA, hidden);
    }

    @Test
    final void keepsHiddenValuesOutOfFilesAndTexts() {
        try (StoreSession session = open()) {
            session.write(MEEPA, sample(1), Revision.ABSENT);
            FolderScan.requireWithout(home, hidden);
            SecretLeakCheck.requireNoneIn(session, List.of(hidden));
            SecretLeakCheck.requireNoneIn(stored(session, MEEPA), List.of(hidden));
            RevisionConflictException refusal = requireConflict(
                    () -> session.write(MEEPA, sample(2), Revision.ABSENT), "that creates what is there");
            SecretLeakCheck.requireNone(refusal, List.of(hidden));
        }
    }

    @Test
    final void closesTwice() {
        StoreSession session = open();
        session.close();
        try {
            session.close();
        } catch (RuntimeException e) {
            throw ContractAssert.guilty("the second close() fails: make it idempotent", e);
        }
    }

    private StoreSession open() {
        return open(settings());
    }

    private StoreSession open(Map<String, ?> values) {
        return store().open(contexts.environment(environment()).store(contexts.settings(values), home));
    }

    private StoreSession openInRealTime() {
        return store().open(contexts.environment(environment()).storeInRealTime(contexts.settings(settings()), home));
    }

    private DocumentNode.Fields sample(int count) {
        return SampleDocument.of(hidden, count);
    }

    private static StoredDocument stored(StoreSession session, AgentId agent) {
        return session.read(agent)
                .orElseThrow(() -> ContractAssert.guilty("durability: an acknowledged document cannot be read"));
    }

    private static void requireCurrency(StoreSession session, Revision revision, boolean current) {
        ContractAssert.require(
                session.isCurrent(MEEPA, revision) == current,
                "currency: a revision is " + (current ? "not " : "") + "taken for current although it is "
                        + (current ? "" : "not"));
    }

    private static void requireCount(StoreSession session, int count, String bug) {
        ContractAssert.require(SampleDocument.count(stored(session, MEEPA).content()) == count, bug);
    }

    private static RevisionConflictException requireConflict(Runnable change, String which) {
        try {
            change.run();
        } catch (RevisionConflictException e) {
            return e;
        }
        throw ContractAssert.guilty("compare-and-set: a change " + which + " is not refused");
    }

    private static void requireLocked(StoreSession session, String who) {
        try {
            session.lock(MEEPA, "flight", Duration.ofMillis(5)).close();
        } catch (CredentialLockedException e) {
            return;
        }
        throw ContractAssert.guilty("locks: " + who + " gets a lock that is held");
    }
}
