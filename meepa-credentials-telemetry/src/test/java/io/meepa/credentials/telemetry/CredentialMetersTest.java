package io.meepa.credentials.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-11: metrics, by a listener without a dependency")
final class CredentialMetersTest {

    private static final String VALUE = "canary-0123456789";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path home;

    @Test
    void countsWhatAManagerDoes() {
        use("meepa");
        use("moopa");

        assertThat(registry.get(CredentialMeters.ENDED)
                        .tags("kind", "add", "outcome", "succeeded")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get(CredentialMeters.ENDED)
                        .tags("kind", "reveal", "outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get(CredentialMeters.WAITED).timer().count()).isEqualTo(2);
        assertThat(registry.get(CredentialMeters.OPENED).timer().count()).isEqualTo(2);
    }

    @Test
    @DisplayName("R13: labels are few, and name neither agents nor values")
    void labelsNothingThatHasNoBound() {
        use("meepa");

        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getKey)
                .isSubsetOf("kind", "outcome", "free");
        assertThat(registry.getMetersAsString())
                .doesNotContain("canary")
                .doesNotContain("meepa,")
                .doesNotContain("github");
    }

    @Test
    void distinguishesAgentsWhereAskedTo() {
        CredentialMeters meters = CredentialMeters.byAgent(registry);

        meters.ended(Kind.PROVISION, Phase.SUCCEEDED, AgentId.of("meepa"), Duration.ofSeconds(2));
        meters.ended(Kind.PROVISION, Phase.SUCCEEDED, AgentId.of("moopa"), Duration.ofSeconds(3));

        assertThat(registry.get(CredentialMeters.ENDED)
                        .tags("agent", "moopa")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
        assertThat(registry.getMeters()).extracting(Meter::getId).hasSize(2);
    }

    private void use(String agent) {
        try (CredentialManager manager = CredentialManager.builder()
                .home(home)
                .set("credentials.credential_store.provider", "none")
                .metrics(CredentialMeters.of(registry))
                .open()) {
            manager.agent(agent)
                    .add(AgentCredential.login("github")
                            .item("token", Secret.of(VALUE), ItemType.API_TOKEN)
                            .build());
            assertThatThrownBy(() -> manager.agent(agent).get(Category.LOGIN, "gitlab"))
                    .isInstanceOf(CredentialNotFoundException.class);
            manager.agent(agent).deprovision(DeprovisionMode.LOCAL_ONLY);
        }
    }
}
