package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.RotationReport;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.testkit.fake.FakeKeyProvider;
import io.meepa.credentials.testkit.fake.FakeKeyService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-08, W-14: create, store, try, switch, and only then take the old one back. */
class RotationTest {

    private static final CredentialKey KEY = CredentialKey.of(Category.EMAIL, FakeKeyProvider.ID);
    private static final Duration OVERLAP = Duration.ofHours(1);

    private RecordingStore store = new RecordingStore();
    private FakeKeyService boxes = FakeKeyService.of(Creation.FINDABLE);
    private ManualClock clock = ManualClock.at(Managers.NOW);

    private CredentialManager open() {
        return Managers.builder(store)
                .clock(clock)
                .provider(new FakeKeyProvider(boxes))
                .environment(boxes.environment()::get)
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", FakeKeyProvider.ID)
                .set("agents.meepa", Map.of("id", "meepa"))
                .open();
    }

    private <T> T with(Function<AgentCredentials, T> action) {
        try (CredentialManager manager = open()) {
            return action.apply(manager.agent("meepa"));
        }
    }

    private AgentCredential stored() {
        return store.document("meepa").entries().get(0).credential();
    }

    private boolean alive(AgentCredential credential) {
        return boxes.accepts(credential.secret(ItemKeys.API_KEY));
    }

    @Test
    @DisplayName("F-08: the old key stays good for the overlap, then goes")
    void switchesThenRetiresTheOldKey() {
        with(AgentCredentials::provision);
        AgentCredential before = stored();

        RotationReport report = with(agent -> agent.managed().rotate(KEY));

        AgentCredential after = stored();
        assertThat(report.oldEndsAt()).contains(Managers.NOW.plus(OVERLAP));
        assertThat(after.secret(ItemKeys.API_KEY).matches(before.secret(ItemKeys.API_KEY)))
                .isFalse();
        assertThat(after.managed()).isTrue();
        assertThat(after.metadata().text("tag")).isEqualTo(before.metadata().text("tag"));
        assertThat(alive(before)).isTrue();
        assertThat(alive(after)).isTrue();
        assertThat(with((AgentCredentials agent) -> agent.managed().pendingOperations()))
                .extracting(PendingOperation::kind)
                .containsExactly(PendingOperation.Kind.RETIRE);

        clock.advance(OVERLAP.minusSeconds(1));
        with(AgentCredentials::provision);
        assertThat(alive(before)).isTrue();
        assertThat(aboutTheAgent(examined())).isEqualTo("rotation-overlap");
        assertThat(examined().ok()).isTrue();

        clock.advance(Duration.ofSeconds(1));
        assertThat(aboutTheAgent(examined())).isEqualTo("open-operation");
        clock.advance(Duration.ofSeconds(-1));

        clock.advance(Duration.ofSeconds(1));
        with(AgentCredentials::provision);
        assertThat(boxes.keys()).hasSize(1);
        assertThat(alive(stored())).isTrue();
        assertThat(with((AgentCredentials agent) -> agent.managed().pendingOperations()))
                .isEmpty();
    }

    private DoctorReport examined() {
        try (CredentialManager manager = open()) {
            return manager.doctor();
        }
    }

    private static String aboutTheAgent(DoctorReport report) {
        return report.findings().stream()
                .filter(finding -> finding.agent().isPresent())
                .map(DoctorReport.Finding::code)
                .collect(Collectors.joining());
    }

    @Test
    @DisplayName("F-08: a crash before or after every write and call leaves a working key, two at most, one in the end")
    void survivesACrashAtEveryStep() {
        int crashes = 0;
        while (crashesAt(crashes + 1, this::rotateAndRetire)) {
            crashes++;
            assertRecovery(AgentCredentials::provision);
        }
        System.out.println("proof: rotation: crash points=" + crashes + " working>=1 live<=2 at the end=1");
        assertThat(crashes).isGreaterThanOrEqualTo(12);
    }

    @Test
    @DisplayName("F-08: rotating again after a crash finishes the first")
    void finishesByRotatingAgain() {
        int crashes = 0;
        while (crashesAt(crashes + 1, agent -> agent.managed().rotate(KEY))) {
            crashes++;
            assertRecovery(agent -> agent.managed().rotate(KEY));
        }
        assertThat(crashes).isGreaterThanOrEqualTo(8);
    }

    private void rotateAndRetire(AgentCredentials agent) {
        agent.managed().rotate(KEY);
        clock.advance(OVERLAP);
        agent.provision();
    }

    /** Rotates in a new world and dies at the nth point; false if there are less. */
    private boolean crashesAt(int nth, Consumer<AgentCredentials> rotation) {
        store = new RecordingStore();
        boxes = FakeKeyService.of(Creation.FINDABLE);
        clock = ManualClock.at(Managers.NOW);
        with(AgentCredentials::provision);
        int[] left = {nth};
        Runnable point = () -> {
            if (--left[0] == 0) {
                throw new Crash();
            }
        };
        boxes.onChange(point);
        store.beforeWrite = document -> point.run();
        store.afterWrite = document -> point.run();
        boolean crashed = false;
        try (CredentialManager manager = open()) {
            rotation.accept(manager.agent("meepa"));
        } catch (Crash e) {
            crashed = true;
        }
        boxes.onChange(() -> {});
        store.beforeWrite = document -> {};
        store.afterWrite = document -> {};
        return crashed;
    }

    private void assertRecovery(Consumer<AgentCredentials> finish) {
        assertThat(alive(stored())).as("the stored key works").isTrue();
        with(agent -> {
            finish.accept(agent);
            return agent;
        });
        assertThat(alive(stored())).isTrue();
        clock.advance(OVERLAP.plusHours(7));
        with(AgentCredentials::provision);
        assertThat(boxes.mostKeys()).isLessThanOrEqualTo(2);
        assertThat(boxes.keys()).hasSize(1);
        assertThat(alive(stored())).isTrue();
        assertThat(store.document("meepa").operations()).isEmpty();
    }

    @Test
    @DisplayName("An old key that expires within the overlap is taken back then; the new one has its own expiry")
    void endsTheOverlapWhenTheOldKeyExpires() {
        Instant oldEnd = Managers.NOW.plus(Duration.ofMinutes(20));
        boxes.newKeysEnd(Optional.of(oldEnd));
        with(AgentCredentials::provision);
        AgentCredential before = stored();
        Instant newEnd = Managers.NOW.plus(Duration.ofDays(30));
        boxes.newKeysEnd(Optional.of(newEnd));

        RotationReport report = with(agent -> agent.managed().rotate(KEY));

        assertThat(report.oldEndsAt()).contains(oldEnd);
        assertThat(stored().metadata().text(MetadataKeys.EXPIRES_AT)).contains(newEnd.toString());
        clock.advance(Duration.ofMinutes(19));
        with(AgentCredentials::provision);
        assertThat(alive(before)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        with(AgentCredentials::provision);
        assertThat(boxes.keys()).hasSize(1);
        assertThat(alive(stored())).isTrue();
    }

    @Test
    @DisplayName(
            "An old key that has expired is rotated, and taken back by the next run, whether the upstream still has it or not")
    void rotatesAnExpiredKey() {
        for (boolean forgotten : List.of(false, true)) {
            store = new RecordingStore();
            boxes = FakeKeyService.of(Creation.FINDABLE);
            clock = ManualClock.at(Managers.NOW);
            boxes.newKeysEnd(Optional.of(Managers.NOW.plus(Duration.ofMinutes(20))));
            with(AgentCredentials::provision);
            clock.advance(Duration.ofMinutes(21));
            boxes.newKeysEnd(Optional.empty());
            if (forgotten) {
                boxes.dropKeys();
            }

            RotationReport report = with(agent -> agent.managed().rotate(KEY));

            assertThat(report.oldEndsAt()).isEmpty();
            assertThat(stored().metadata().values()).doesNotContainKey(MetadataKeys.EXPIRES_AT);
            with(AgentCredentials::provision);
            assertThat(boxes.keys()).hasSize(1);
            assertThat(alive(stored())).isTrue();
            assertThat(store.document("meepa").operations()).isEmpty();
        }
    }

    @Test
    @DisplayName("A rejection of the old key is not one of the new key")
    void forgetsThatTheOldKeyWasRejected() {
        with(AgentCredentials::provision);
        AgentDocument document = store.document("meepa");
        StoredCredential entry = document.entries().get(0);
        Metadata rejected = entry.credential().metadata().with(MetadataKeys.REJECTED_AT, Managers.NOW.toString());
        store.seed("meepa", document.withEntry(entry.with(new ManagedCredential(entry.credential()).with(rejected))));

        with(agent -> agent.managed().rotate(KEY));

        assertThat(stored().metadata().values()).doesNotContainKey(MetadataKeys.REJECTED_AT);
    }

    @Test
    @DisplayName("A new key that does not work is taken back; the old one stays in use")
    void keepsTheOldKeyIfTheNewOneIsRefused() {
        with(AgentCredentials::provision);
        boxes.newKeysWork(false);

        assertThatThrownBy(() -> with(agent -> agent.managed().rotate(KEY)))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("the old one stays in use");

        assertThat(boxes.keys()).hasSize(1);
        assertThat(alive(stored())).isTrue();
        assertThat(with((AgentCredentials agent) -> agent.managed().pendingOperations()))
                .isEmpty();
    }

    @Test
    @DisplayName("F-08: a third key is never made while the first cannot be taken back")
    void refusesAThirdKey() {
        with(AgentCredentials::provision);
        with(agent -> agent.managed().rotate(KEY));
        boxes.onChange(() -> {
            throw new ProviderUnavailableException("boxes: down");
        });

        assertThatThrownBy(() -> with(agent -> agent.managed().rotate(KEY)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("a third is not made");
        assertThat(boxes.mostKeys()).isEqualTo(2);

        boxes.onChange(() -> {});
        with(agent -> agent.managed().rotate(KEY));
        assertThat(boxes.mostKeys()).isEqualTo(2);
    }

    @Test
    @DisplayName("A failure that did nothing leaves nothing to finish")
    void forgetsARotationThatNeverBegan() {
        with(AgentCredentials::provision);
        boxes.onChange(() -> {
            throw new ProviderUnavailableException("boxes: down");
        });
        assertThatThrownBy(() -> with(agent -> agent.managed().rotate(KEY)))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(with((AgentCredentials agent) -> agent.managed().pendingOperations()))
                .isEmpty();
        assertThat(alive(stored())).isTrue();
    }

    @Test
    @DisplayName("Deprovisioning in the middle of a rotation takes both keys back")
    void deprovisionsBothKeys() {
        with(AgentCredentials::provision);
        with(agent -> agent.managed().rotate(KEY));
        assertThat(with(agent -> agent.deprovision(DeprovisionMode.REVOKE)).documentDeleted())
                .isTrue();
        assertThat(boxes.keys()).isEmpty();
    }

    @Test
    @DisplayName("Own credentials are replaced, not rotated; providers without rotation say what to do")
    void saysWhatCannotBeRotated() {
        ScriptedUpstream mail = ScriptedUpstream.mail();
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials agent = manager.agent("meepa");
            agent.provision();
            agent.add(AgentCredential.login("github")
                    .item("token", Secret.of("secret-token"), ItemType.API_TOKEN)
                    .build());
            assertThatThrownBy(() -> agent.managed().rotate(CredentialKey.of(Category.LOGIN, "github")))
                    .isInstanceOf(ProviderUnsupportedException.class)
                    .hasMessageContaining("replace it");
            assertThatThrownBy(() -> agent.managed().rotate(CredentialKey.of(Category.EMAIL, "mailbox")))
                    .isInstanceOf(ProviderUnsupportedException.class)
                    .hasMessageContaining("cannot renew a secret");
            assertThatThrownBy(() -> agent.managed().rotate(CredentialKey.of(Category.EMAIL, "nobody")))
                    .isInstanceOf(CredentialNotFoundException.class);
        }
        try (CredentialManager without = Managers.open(store)) {
            assertThatThrownBy(
                            () -> without.agent("meepa").managed().rotate(CredentialKey.of(Category.EMAIL, "mailbox")))
                    .isInstanceOf(ProviderUnsupportedException.class)
                    .hasMessageContaining("configure it");
        }
    }
}
