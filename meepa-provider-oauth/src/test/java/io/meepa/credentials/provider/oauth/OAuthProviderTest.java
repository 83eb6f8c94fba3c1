package io.meepa.credentials.provider.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.provider.oauth.setting.RedirectUris;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.Connected;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.consent.ConsentStart;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.SharedFate;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.testkit.TestContexts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The provider, service by service, against what was recorded of each. */
class OAuthProviderTest {

    private static final Settings UNCONFIGURED =
            Settings.of("test", Map.of(), new Settings.Surroundings(key -> "test.yaml", name -> null));

    private static final AgentId MEEPA = AgentId.of("meepa");

    static Stream<String> services() {
        return Presets.shipped().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void connectsRenewsAndTakesBack(String service) {
        try (ProviderScene scene = new ProviderScene(service)) {
            Connected connected = scene.connect("ada");
            AgentCredential stored = scene.stored(connected);

            Refreshed refreshed = scene.issuer().refresh().orElseThrow().refresh(RefreshRequest.of(MEEPA, stored));
            RevocationResult end = scene.issuer()
                    .revoke(RevokeRequest.of(
                                    MEEPA,
                                    Category.TOKEN,
                                    service,
                                    new Tag("meepa.meepa.token.1"),
                                    List.of(),
                                    Evidence.recorded(Instant.EPOCH, "the test asks for it"))
                            .withCredential(stored));

            assertThat(connected.accountLabel()).contains("ada");
            assertThat(connected.metadata().text(MetadataKeys.CLIENT_ID)).contains(OAuthStandIn.CLIENT_ID);
            assertThat(refreshed.items().get(0).key()).isEqualTo(ItemKeys.ACCESS_TOKEN);
            assertThat(end.end())
                    .isEqualTo(
                            scene.service().preset().revoke().isPresent()
                                    ? RevocationResult.End.REVOKED
                                    : RevocationResult.End.UNSUPPORTED);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    @DisplayName("gap 3: a dead refresh token is a definitive refusal, reported once")
    void saysThatARefusalIsDefinitive(String service) {
        try (ProviderScene scene = new ProviderScene(service)) {
            AgentCredential dead = scene.token("canary-dead");

            assertThatExceptionOfType(ProviderRejectedException.class)
                    .isThrownBy(() -> scene.issuer().refresh().orElseThrow().refresh(RefreshRequest.of(MEEPA, dead)))
                    .satisfies(e -> assertThat(e.definitive()).isTrue())
                    .withMessageContaining("sign in again")
                    .withMessageNotContaining("canary");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void saysThatNoOtherRefusalIs(String service) {
        try (ProviderScene scene = new ProviderScene(service)) {
            AgentCredential stored = scene.stored(scene.connect("ada"));
            scene.service().standIn().answerNext(400, "<html>maintenance</html>");

            assertThatExceptionOfType(ProviderRejectedException.class)
                    .isThrownBy(() -> scene.issuer().refresh().orElseThrow().refresh(RefreshRequest.of(MEEPA, stored)))
                    .satisfies(e -> assertThat(e.definitive()).isFalse());
            scene.service().standIn().answerNext(503, "");
            assertThatThrownBy(() -> scene.issuer().refresh().orElseThrow().refresh(RefreshRequest.of(MEEPA, stored)))
                    .isInstanceOf(ProviderIndeterminateException.class);
        }
    }

    @Test
    @DisplayName("a wrong app is the operator's to mend: nobody is asked to sign in")
    void distinguishesAWrongAppFromADeadToken() {
        try (ProviderScene scene = new ProviderScene("github")) {
            AgentCredential stored = scene.stored(scene.connect("ada"));
            scene.service().standIn().answerNext(200, "{\"error\":\"incorrect_client_credentials\"}");

            assertThatExceptionOfType(ProviderRejectedException.class)
                    .isThrownBy(() -> scene.issuer().refresh().orElseThrow().refresh(RefreshRequest.of(MEEPA, stored)))
                    .satisfies(e -> assertThat(e.definitive()).isFalse())
                    .withMessageContaining("no sign-in helps");
        }
    }

    @Test
    @DisplayName("an answer without refresh token: Google's is kept, Todoist's is lost")
    void keepsOrDropsARefreshTokenThatDoesNotComeBack() {
        try (ProviderScene google = new ProviderScene("google");
                ProviderScene todoist = new ProviderScene("todoist")) {
            Refreshed kept = google.refresh(google.stored(google.connect("ada")));
            assertThat(kept.items()).hasSize(1);

            AgentCredential stored = todoist.stored(todoist.connect("ada"));
            todoist.refresh(stored);
            Refreshed repeated = todoist.refresh(stored);
            assertThat(repeated.items().get(1).key()).isEqualTo(ItemKeys.REFRESH_TOKEN);
            assertThat(repeated.items().get(1).value().isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "google,REPEATABLE",
        "reddit,REPEATABLE",
        "github,ONE_TIME",
        "twitter,ONE_TIME",
        "linear,PT29M55S",
        "todoist,PT55S",
        "atlassian,PT9M55S",
        "slack,PT10S"
    })
    void saysHowARenewalMayBeRepeated(String service, String expected) {
        try (ProviderScene scene = new ProviderScene(service)) {
            Repetition repetition =
                    scene.issuer().refresh().orElseThrow().repetition(RefreshRequest.of(MEEPA, scene.token("r")));

            assertThat(repetition)
                    .isEqualTo(
                            switch (expected) {
                                case "REPEATABLE" -> Repetition.REPEATABLE.andOnceAtEnd();
                                case "ONE_TIME" -> Repetition.ONE_TIME.andOnceAtEnd();
                                case "PT55S", "PT9M55S" -> Repetition.within(Duration.parse(expected));
                                default ->
                                    Repetition.within(Duration.parse(expected)).andOnceAtEnd();
                            });
        }
    }

    @Test
    void knowsWhatConnectionsShareAtAService() {
        assertThat(fate("linear")).isEqualTo(SharedFate.NONE);
        assertThat(fate("discord").endedTogether()).isTrue();
        assertThat(fate("google").endedTogether()).isTrue();
        assertThat(fate("google").limit()).hasValue(100);
        assertThat(fate("github").endedTogether()).isFalse();
        assertThat(fate("github").limit()).hasValue(10);
        assertThat(fate("todoist").replayedTogether()).isTrue();
        assertThat(fate("atlassian").endedTogether()).isTrue();
        assertThat(fate("notion").displaced()).isTrue();
    }

    @Test
    @DisplayName("T-05: the browser comes back to a configured address, character by character")
    void takesNoOtherAddressToComeBackTo() {
        try (ProviderScene scene = new ProviderScene("github")) {
            for (String address : List.of(
                    "https://host.example/oauth/callback/",
                    "https://host.example/oauth",
                    "https://host.example:443/oauth/callback",
                    "https://host.example/oauth/callback?x=1",
                    "https://host.example/oauth/callback#x",
                    "https://user@host.example/oauth/callback",
                    "http://host.example/oauth/callback",
                    "https://evil.example/oauth/callback",
                    "https://host.example.evil.example/oauth/callback",
                    "javascript:alert(1)",
                    "//evil.example/oauth/callback",
                    "https://HOST.example/oauth/callback")) {
                ConsentRequest request =
                        ConsentRequest.of(MEEPA, "github", Secret.of("s")).redirectingTo(URI.create(address));
                assertThatThrownBy(
                                () -> scene.issuer().connecting().orElseThrow().begin(request))
                        .as(address)
                        .isInstanceOf(ConfigurationException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/cb,http://127.0.0.1:49152/cb,true",
        "http://127.0.0.1/cb,http://127.0.0.1/cb,true",
        "http://127.0.0.1/cb,http://127.0.0.1:49152/other,false",
        "http://127.0.0.1/cb,http://localhost:49152/cb,false",
        "http://127.0.0.1/cb,http://127.0.0.1:49152@evil.example/cb,false",
        "http://127.0.0.1/cb,http://evil.example:49152/cb,false",
        "http://127.0.0.1/cb,https://127.0.0.1:49152/cb,false",
        "http://127.0.0.1:8807/cb,http://127.0.0.1:49152/cb,false",
        "https://host.example/cb,https://host.example:8443/cb,false"
    })
    @DisplayName("T-05: only a program on this machine may come with a port of its own (RFC 8252)")
    void takesAnyPortOfThisMachineAndNothingElse(URI configured, URI asked, boolean fits) {
        assertThat(RedirectUris.fits(configured, asked)).isEqualTo(fits);
    }

    @Test
    @DisplayName(
            "a service of an agent that is not configured is refused: the message names its place, and not the word")
    void refusesServicesOfAgentsThatAreNotConfigured() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ProviderScene.open(
                        TestContexts.create(),
                        Map.of("services", Map.of("github", Map.of())),
                        List.of("github", "gihub")))
                .withMessageContaining("agents.meepa.identity.oauth.services")
                .withMessageContaining("there are [github]")
                .withMessageNotContaining("gihub");
    }

    @ParameterizedTest
    @CsvSource({
        "http://host.example/cb",
        "javascript:alert(1)",
        "https://user@host.example/cb",
        "https://host.example/cb#x",
        "//host.example/cb",
        "/cb"
    })
    void refusesToBeConfiguredWithAnUnsafeAddress(String address) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ProviderScene.open(Map.of("redirect_uris", List.of(address))))
                .withMessageContaining("redirect_uris");
    }

    @Test
    @DisplayName("T-11, OA-42: the code goes to the server that was asked, not to one that is configured since")
    void sendsNoCodeToAnotherServer() {
        try (ProviderScene scene = new ProviderScene("github")) {
            ConsentStart start = scene.begin();
            Map<String, Secret> kept = new HashMap<>(start.kept());
            kept.put("server", Secret.of("https://elsewhere.example/token"));

            assertThatThrownBy(() -> scene.issuer()
                            .connecting()
                            .orElseThrow()
                            .complete(ConsentAnswer.of(MEEPA, "github", kept)
                                    .bringing(CallbackParameters.ofQuery("code=c&state=s"))))
                    .isInstanceOf(ConsentException.class);
            assertThat(scene.service().standIn().requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("OA-42: a refresh token goes to the server that gave it, and to no other")
    void sendsNoRefreshTokenToAnotherServer() {
        try (ProviderScene scene = new ProviderScene("google")) {
            AgentCredential stored = scene.stored(scene.connect("ada"));
            AgentCredential elsewhere = stored.toBuilder()
                    .metadata(stored.metadata().with(MetadataKeys.ISSUER, "https://elsewhere.example"))
                    .build();
            int before = scene.service().standIn().requests().size();

            assertThatExceptionOfType(ProviderRejectedException.class)
                    .isThrownBy(() -> scene.refresh(elsewhere))
                    .satisfies(e -> assertThat(e.definitive()).isTrue())
                    .withMessageContaining("another server than https://elsewhere.example");
            RevocationResult end = scene.issuer()
                    .revoke(RevokeRequest.of(
                                    MEEPA,
                                    Category.TOKEN,
                                    "google",
                                    new Tag("meepa.meepa.token.1"),
                                    List.of(),
                                    Evidence.recorded(Instant.EPOCH, "the test asks for it"))
                            .withCredential(elsewhere));
            assertThat(end.end()).isEqualTo(RevocationResult.End.UNSUPPORTED);
            assertThat(scene.service().standIn().requests()).hasSize(before);
            assertThat(scene.refresh(stored).items()).isNotEmpty();
        }
    }

    @Test
    void asksOnlyForServicesThatTheAgentMayHave() {
        try (ProviderScene scene = new ProviderScene("github")) {
            assertThat(scene.issuer().connecting().orElseThrow().services(MEEPA))
                    .containsExactly("github");
            assertThat(scene.issuer().connecting().orElseThrow().services(AgentId.of("other")))
                    .isEmpty();
            assertThat(scene.issuer().furtherServices()).containsExactly("github");
        }
    }

    @Test
    void namesWhatIsWrongInItsSettings() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        ProviderScene.open(Map.of("services", Map.of("acme", Map.of("scopes", List.of("a"))))))
                .withMessageContaining("no preset comes with the library for acme");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ProviderScene.open(
                        Map.of("services", Map.of("github", Map.of("preset", "/nowhere/github.json")))))
                .withMessageContaining("there is no such file");
    }

    @Test
    @DisplayName("gap 11: half of an app's pair is an error where the service insists on a secret")
    void refusesHalfAPair() {
        try (CredentialIssuer issuer = ProviderScene.open(Map.of(
                "redirect_uris",
                List.of("https://host.example/oauth/callback"),
                "services",
                Map.of("notion", Map.of("client_id_env", "NOTION_ID", "client_secret_env", "NOTION_SECRET"))))) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() ->
                            issuer.connecting().orElseThrow().begin(ConsentRequest.of(MEEPA, "notion", Secret.of("s"))))
                    .withMessageContaining("has an id and no secret")
                    .withMessageContaining("NOTION_SECRET");
        }
    }

    @Test
    @DisplayName("T-23: nothing of a flow is printed")
    void printsNothing() {
        try (ProviderScene scene = new ProviderScene("github")) {
            ConsentStart start = scene.begin();

            assertThat(start.toString() + scene.connect("ada"))
                    .doesNotContain("canary", Kept.text(start.kept(), "verifier"), "access-");
        }
    }

    @Test
    void hasAVariableForToolsWhereThereIsAConvention() {
        assertThat(new OAuthProvider().variables("github", UNCONFIGURED)).containsEntry("access_token", "GITHUB_TOKEN");
        assertThat(new OAuthProvider().variables("discord", UNCONFIGURED)).isEmpty();
        assertThat(new OAuthProvider().revocationKeep(Category.TOKEN, "github").items())
                .isEqualTo(Set.of("access_token", "refresh_token", "client"));
    }

    private static SharedFate fate(String service) {
        try (ProviderScene scene = new ProviderScene(service)) {
            return scene.issuer().connecting().orElseThrow().sharedFate(service);
        }
    }
}
