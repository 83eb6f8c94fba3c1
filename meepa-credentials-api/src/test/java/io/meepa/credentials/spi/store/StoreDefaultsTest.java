package io.meepa.credentials.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a store need not write itself")
final class StoreDefaultsTest {

    private static final AgentId ANNA = AgentId.of("anna");
    private static final AgentId BERT = AgentId.of("bert");
    private static final AgentId CARA = AgentId.of("cara");

    private final Shelf shelf = new Shelf();

    @Test
    void returnsTheRevisionsOfManyAgentsByReadingEach() {
        assertThat(shelf.revisions(List.of(ANNA, CARA, BERT))).containsExactlyEntriesOf(Map.of(ANNA, shelf.revision));
        assertThat(shelf.isCurrent(ANNA, shelf.revision)).isTrue();
        assertThat(shelf.isCurrent(ANNA, Revision.ABSENT)).isFalse();
        assertThat(shelf.isCurrent(BERT, shelf.revision)).isFalse();
    }

    @Test
    void listsAgentsByPages() {
        assertThat(shelf.agents("", 2)).containsExactly(ANNA, BERT);
        assertThat(shelf.agents("bert", 2)).containsExactly(CARA);
        assertThat(shelf.agents("cara", 2)).isEmpty();
    }

    @Test
    void writesAndDeletesUnderALockAsWithoutOne() {
        StoreLock lock = shelf.lock(ANNA, "flight", Duration.ZERO);

        shelf.write(ANNA, new DocumentNode.Fields(Map.of()), shelf.revision, lock);
        shelf.delete(ANNA, shelf.revision, lock);

        assertThat(shelf.calls).containsExactly("write anna", "delete anna");
        assertThat(lock.held(Duration.ofDays(1))).isTrue();
        assertThat(lock.takenOver()).isFalse();
    }

    @Test
    void hasNoDataKeysToRenewAndNothingToReport() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> shelf.rekeyPlan(ANNA))
                .withMessageContainingAll("anna", "no data keys");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> shelf.rekey(ANNA))
                .withMessageContainingAll("anna", "nothing was changed");
        assertThat(shelf.inspect(List.of(ANNA))).isEmpty();
        assertThat(shelf.place(ANNA)).isEqualTo("the document of agent anna");
    }

    @Test
    void isOpenedWithWhatItNeedsOfTheHost() {
        Settings settings =
                Settings.of("credential_store.shelf", Map.of(), new Settings.Surroundings(p -> "", v -> null));
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        Sleeper sleeper = duration -> {};
        List<StoreNotice> notices = new ArrayList<>();
        StoreContext context = StoreContext.of(settings, Path.of("home"), clock)
                .withSleeper(sleeper)
                .withNotices(notices::add)
                .withNamespace("staging");

        context.notices().accept(new StoreNotice(ANNA, "edited-elsewhere", "look"));

        assertThat(notices).hasSize(1);
        assertThat(context.settings()).isSameAs(settings);
        assertThat(context.home()).isEqualTo(Path.of("home"));
        assertThat(context.clock()).isSameAs(clock);
        assertThat(context.sleeper()).isSameAs(sleeper);
        assertThat(context.namespace()).isEqualTo("staging");
        assertThat(StoreContext.of(settings, Path.of("home"), clock).namespace())
                .isEqualTo("meepa");
    }

    /** Holds one document, of Anna. */
    private static final class Shelf implements StoreSession {

        private final Revision revision = new Revision("1");
        private final List<String> calls = new ArrayList<>();

        @Override
        public Optional<StoredDocument> read(AgentId agent) {
            return agent.equals(ANNA)
                    ? Optional.of(new StoredDocument(new DocumentNode.Fields(Map.of()), revision))
                    : Optional.empty();
        }

        @Override
        public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
            calls.add("write " + agent);
            return revision;
        }

        @Override
        public void delete(AgentId agent, Revision expected) {
            calls.add("delete " + agent);
        }

        @Override
        public List<AgentId> agents() {
            return List.of(CARA, ANNA, BERT);
        }

        @Override
        public StoreLock lock(AgentId agent, String name, Duration maxWait) {
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
