package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.SecretRotation;
import io.meepa.credentials.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F-111: what expires is shown, found before it does, and renewed in time. */
class ExpiringSecretsTest {

    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "mailbox");
    private static final Duration LIFE = Duration.ofDays(30);

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final ManualClock clock = ManualClock.at(Managers.NOW);
    private final Rotation rotation = new Rotation();
    private final List<String> events = new ArrayList<>();
    private Function<Instant, Instant> end = now -> now.plus(LIFE);

    private CredentialManager open() {
        mail.adapted = issued -> issued.expiringAt(end.apply(clock.instant()));
        mail.rotation = rotation;
        return Managers.builder(store, mail)
                .set("agents.meepa", Map.of("id", "meepa"))
                .clock(clock)
                .listener(event -> events.add(event.kind() + " " + event.phase() + " " + event.detail()))
                .open();
    }

    private static List<String> codes(CredentialManager manager) {
        return manager.doctor().findings().stream()
                .map(Finding::code)
                .filter(code -> code.startsWith("expir"))
                .toList();
    }

    /** A rotation whose keys are counted. */
    private final class Rotation implements SecretRotation {

        private int made;
        private boolean down;

        @Override
        public Renewed renew(AgentCredential current, IssueRequest request) {
            if (down) {
                throw new ProviderUnavailableException("mailbox: down");
            }
            made++;
            request.checkpoint().reached(new UpstreamResource("key", "k" + made), Map.of());
            return Renewed.of(List.of(new CredentialItem("key", Secret.of("renewed-" + made), ItemType.API_TOKEN)))
                    .expiringAt(end.apply(clock.instant()));
        }

        @Override
        public boolean works(AgentCredential renewed, CallGuard guard) {
            return true;
        }

        @Override
        public RevocationResult retire(RevokeRequest request) {
            return RevocationResult.revoked(Evidence.shown(Instant.now(), "deleted"));
        }
    }

    @Test
    @DisplayName("Found by the doctor a week before its end, and renewed by the next provisioning")
    void findsAndRenewsInTime() {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            Instant first = clock.instant().plus(LIFE);
            assertThat(meepa.list().get(0).metadata().text(MetadataKeys.EXPIRES_AT))
                    .contains(first.toString());
            clock.advance(Duration.ofDays(23).minusSeconds(1));
            assertThat(codes(manager)).isEmpty();
            meepa.provision();
            assertThat(rotation.made).isZero();

            clock.advance(Duration.ofSeconds(1));
            assertThat(codes(manager)).containsExactly("expiring-credential");
            meepa.provision();

            assertThat(meepa.get(MAIL).secret("key").reveal()).isEqualTo("renewed-1");
            assertThat(meepa.list().get(0).metadata().text(MetadataKeys.EXPIRES_AT))
                    .contains(clock.instant().plus(LIFE).toString());
            assertThat(codes(manager)).isEmpty();
            assertThat(events).contains("ROTATE BEGUN ends at " + first);
            meepa.provision();
            assertThat(rotation.made).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("A new one that ends no later is not renewed again and again")
    void renewsNoMoreThanOnceADay() {
        Instant fixed = clock.instant().plus(LIFE);
        end = now -> fixed;
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            clock.advance(Duration.ofDays(25));
            meepa.provision();
            meepa.provision();
            assertThat(rotation.made).isEqualTo(1);
            assertThat(codes(manager)).containsExactly("expiring-credential");
            clock.advance(Duration.ofDays(1));
            meepa.provision();
            assertThat(rotation.made).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("A renewal that fails leaves the secret in use, and the rest of the run continues")
    void keepsTheSecretInUseIfTheRenewalFails() {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            clock.advance(Duration.ofDays(25));
            rotation.down = true;
            assertThat(meepa.provision().ok()).isTrue();
            assertThat(meepa.get(MAIL).secret("key").reveal()).startsWith("key-of-");
            assertThat(events).anyMatch(event -> event.startsWith("ROTATE FAILED"));
            rotation.down = false;
            meepa.provision();
            assertThat(meepa.get(MAIL).secret("key").reveal()).isEqualTo("renewed-1");
        }
    }

    @Test
    @DisplayName("What is suspended is not renewed: its secret could not be tried")
    void leavesWhatIsSuspendedAlone() {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            meepa.managed().suspend(MAIL);
            clock.advance(Duration.ofDays(25));
            meepa.provision();
            assertThat(rotation.made).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "login, 8, ''",
        "login, 6, expiring-credential",
        "login, 0, expired-credential",
        "token, 6, expiring-credential"
    })
    @DisplayName("An own credential that ends is found too, and is for its owner to replace")
    void findsOwnCredentialsThatEnd(String category, int days, String code) {
        try (CredentialManager manager = open()) {
            manager.agent("meepa")
                    .add(AgentCredential.of(Category.of(category), "forge")
                            .item("token", Secret.of("canary-own"), ItemType.API_TOKEN)
                            .metadata(Metadata.empty()
                                    .with(
                                            MetadataKeys.EXPIRES_AT,
                                            clock.instant()
                                                    .plus(Duration.ofDays(days))
                                                    .toString()))
                            .build());
            assertThat(codes(manager)).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
        }
    }

    @Test
    @DisplayName("A token that can be renewed ends every hour, and is no finding")
    void reportsNoTokenThatIsRenewedWhenUsed() {
        try (CredentialManager manager = open()) {
            manager.agent("meepa")
                    .add(AgentCredential.of(Category.TOKEN, "forge")
                            .item("access_token", Secret.of("canary-access"), ItemType.API_TOKEN)
                            .item("refresh_token", Secret.of("canary-refresh"), ItemType.API_TOKEN)
                            .metadata(Metadata.empty()
                                    .with(
                                            MetadataKeys.EXPIRES_AT,
                                            clock.instant().toString()))
                            .build());
            assertThat(codes(manager)).isEmpty();
        }
    }
}
