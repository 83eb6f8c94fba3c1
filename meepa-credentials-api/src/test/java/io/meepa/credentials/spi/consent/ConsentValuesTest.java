package io.meepa.credentials.spi.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.Connected;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the engine and a provider of connections exchange shows no secret")
final class ConsentValuesTest {

    private static final AgentId AGENT = AgentId.of("meepa");
    private static final Secret CANARY = Secret.of("canary-state");
    private static final URI CALLBACK = URI.create("https://host.test/callback");

    @Test
    void asksForAConsent() {
        ConsentRequest request = ConsentRequest.of(AGENT, "github", CANARY);
        ConsentRequest wider = request.asking(Set.of("repo")).redirectingTo(CALLBACK);

        assertThat(request.scopes()).isEmpty();
        assertThat(request.redirectUri()).isEmpty();
        assertThat(wider.agent()).isEqualTo(AGENT);
        assertThat(wider.service()).isEqualTo("github");
        assertThat(wider.scopes()).containsExactly("repo");
        assertThat(wider.state().reveal()).isEqualTo("canary-state");
        assertThat(wider.redirectUri()).contains(CALLBACK);
        assertThat(wider).hasToString("ConsentRequest[meepa, github]");
    }

    @Test
    void carriesTheChallengeAndWhatIsThereSinceEarlier() {
        CallGuard guard = longest -> {};
        ConsentRequest request = ConsentRequest.of(AGENT, "tools", CANARY)
                .answering("Bearer scope=\"canary\"")
                .knowing(Map.of("client", CANARY))
                .guardedBy(guard)
                .asking(Set.of("read"));

        assertThat(request.challenge()).isEqualTo("Bearer scope=\"canary\"");
        assertThat(request.earlier()).containsEntry("client", CANARY);
        assertThat(request.guard()).isSameAs(guard);
        assertThat(request).hasToString("ConsentRequest[meepa, tools]");
    }

    @Test
    void recordsWhereTheEngineSays() {
        Map<String, Secret> recorded = new HashMap<>();
        ConsentRequest request = ConsentRequest.of(AGENT, "tools", CANARY)
                .recordingAt(recorded::putAll)
                .answering("")
                .knowing(Map.of());

        request.checkpoint().record(Map.of("registration", CANARY));

        assertThat(recorded).containsOnlyKeys(ConsentCheckpoint.REGISTRATION);
        ConsentRequest.of(AGENT, "tools", CANARY).checkpoint().record(Map.of("registration", CANARY));
    }

    @Test
    void beginsWithAnAddressAndKeepsWhatTheAnswerNeeds() {
        ConsentStart start =
                new ConsentStart(URI.create("https://github.test/login?state=canary"), Map.of("k", CANARY));
        DeviceStart device = new DeviceStart(
                "canary-code",
                URI.create("https://github.test/device"),
                Optional.empty(),
                Duration.ofMinutes(15),
                Duration.ofSeconds(5),
                Map.of("device_code", CANARY));

        assertThat(start.kept()).containsKey("k");
        assertThat(start).hasToString("ConsentStart[github.test]");
        assertThat(device.kept()).containsKey("device_code");
        assertThat(device).hasToString("DeviceStart[github.test]");
    }

    @Test
    void answersWithTheCallbackOrWithWhatWasKept() {
        ConsentAnswer answer = ConsentAnswer.of(AGENT, "github", Map.of("verifier", CANARY));
        CallGuard guard = longest -> {};

        assertThat(answer.callback().parameter("code")).isEmpty();
        assertThat(answer.bringing(CallbackParameters.ofQuery("code=x"))
                        .callback()
                        .parameter("code"))
                .isPresent();
        assertThat(answer.guardedBy(guard).guard()).isSameAs(guard);
        assertThat(answer.agent()).isEqualTo(AGENT);
        assertThat(answer.service()).isEqualTo("github");
        assertThat(answer.kept()).containsKey("verifier");
        assertThat(answer).hasToString("ConsentAnswer[meepa, github]");
    }

    @Test
    void waitsForAPersonOrIsConfirmed() {
        Connected connected = Connected.of(
                        List.of(new CredentialItem("access_token", CANARY, ItemType.API_TOKEN)), "octocat", "id:1")
                .granting(Set.of("repo"), Set.of("gist"))
                .withMetadata(Metadata.empty().with("kind", "user"))
                .expiringAt(Instant.EPOCH);

        assertThat(new DevicePoll.Waiting(Duration.ofSeconds(5), Map.of("device_code", CANARY)))
                .hasToString("Waiting[PT5S]");
        assertThat(new DevicePoll.Confirmed(connected).connected()).isSameAs(connected);
        assertThat(connected.accountLabel()).isEqualTo("octocat");
        assertThat(connected.accountKey()).isEqualTo("id:1");
        assertThat(connected.granted()).containsExactly("repo");
        assertThat(connected.missing()).containsExactly("gist");
        assertThat(connected.metadata().values()).containsKey("kind");
        assertThat(connected.expiresAt()).contains(Instant.EPOCH);
        assertThat(connected.items()).hasSize(1);
        assertThat(connected).hasToString("Connected[1 items]");
    }
}
