package io.meepa.credentials.testkit.shared;

import static io.meepa.credentials.testkit.check.ContractAssert.guilty;
import static io.meepa.credentials.testkit.check.ContractAssert.require;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A place that two sessions share, made anew for each part of the contract. */
abstract class SharedStoreUnderTest {

    static final AgentId MEEPA = AgentId.of("meepa");
    static final String FLIGHT = "flight";
    static final Duration NOW = Duration.ZERO;

    private @Nullable SharedPlace openPlace;
    private @Nullable StoreSession openHere;
    private @Nullable StoreSession openThere;

    SharedStoreUnderTest() {}

    /**
     * Creates a place for one test.
     *
     * @return the place, empty
     */
    protected abstract SharedPlace place();

    @BeforeEach
    final void open() {
        SharedPlace made = place();
        openPlace = made;
        openHere = made.open(context("test"), ConnectionKind.ORDINARY);
        openThere = made.open(context("test"), ConnectionKind.ORDINARY);
    }

    @AfterEach
    final void close() {
        here().close();
        there().close();
        where().close();
    }

    final SharedPlace where() {
        return Objects.requireNonNull(openPlace);
    }

    final StoreSession here() {
        return Objects.requireNonNull(openHere);
    }

    final StoreSession there() {
        return Objects.requireNonNull(openThere);
    }

    static StoreContext context(String namespace) {
        Settings settings =
                Settings.of("credentials.test", Map.of(), new Settings.Surroundings(key -> "test.yaml", name -> null));
        return StoreContext.of(settings, Path.of("nowhere"), Clock.systemUTC()).withNamespace(namespace);
    }

    /** Skips the part that calls this if it has no meaning for the store. */
    final void assumeApplies(SharedPart part) {
        String why = where().inapplicable().get(part);
        assumeTrue(why == null, why);
    }

    static void requireLocked(StoreSession session) {
        try {
            session.lock(MEEPA, FLIGHT, NOW).close();
        } catch (CredentialLockedException e) {
            return;
        }
        throw guilty("locks: two hold the same lock after one of them closed a lost one");
    }

    static void requireConflict(StoreSession session, Revision expected, String bug) {
        try {
            session.write(MEEPA, SharedDocument.of("stale"), expected);
        } catch (RevisionConflictException | RollbackException e) {
            return;
        }
        throw guilty(bug);
    }

    static void requireContent(StoreSession session, String text, String bug) {
        require(reads(session, text), bug);
    }

    static boolean reads(StoreSession session, String text) {
        return session.read(MEEPA)
                .filter(stored -> SharedDocument.text(stored.content()).equals(text))
                .isPresent();
    }
}
