package io.meepa.credentials.provider.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.connect.Connection.State;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.standin.RecordedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others reported of OAuth in the field, by number, from the engine to the service and back. */
class ReportsTest {

    private static final Settings UNCONFIGURED = Settings.of(
            "credentials.connections.oauth", Map.of(), new Settings.Surroundings(key -> "test.yaml", name -> null));

    private static final Duration PAST_EVERY_END = Duration.ofDays(8);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("OA-04: ended, refused and rejected are states of their own, and none of them is \"no permission\"")
    void namesWhatIsWrongWithAConnection() {
        try (ConnectedAgents agents = new ConnectedAgents("github", folder)) {
            agents.connect("meepa", "ada");
            agents.manager.agent("meepa").tokens().reportRejected(agents.key, Secret.of(agents.token()));
            agents.service.endAll("ada");
            assertThatThrownBy(agents::token).isInstanceOf(ProviderRejectedException.class);

            assertThat(agents.listed().state()).isEqualTo(State.RECONNECT_NEEDED);
            assertThat(agents.listed().reason()).contains("refuses to renew", "bad_refresh_token", "sign in again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"discord", "slack", "github", "twitter"})
    @DisplayName("OA-05, OA-24, OA-31, T-12: 64 callers at once, one trade of the one-time token, one answer for all")
    void renewsOnceHoweverManyAsk(String service) throws Exception {
        try (ConnectedAgents agents = new ConnectedAgents(service, folder)) {
            agents.connect("meepa", "ada");
            agents.clock.advance(PAST_EVERY_END);
            int before = agents.trades().size();
            Set<String> tokens = Collections.synchronizedSet(new HashSet<>());
            ExecutorService threads = Executors.newFixedThreadPool(64);
            try {
                List<Callable<Boolean>> callers = Collections.nCopies(64, () -> tokens.add(agents.token()));
                for (Future<Boolean> caller : new ArrayList<>(threads.invokeAll(callers))) {
                    caller.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(tokens).hasSize(1).allMatch(agents.service::live);
            assertThat(agents.trades()).hasSize(before + 1);
        }
    }

    @Test
    @DisplayName("OA-11, OA-12: X wants Basic for the code, the renewal and the revocation")
    void provesTheAppInOneWayEverywhere() {
        try (ConnectedAgents agents = new ConnectedAgents("twitter", folder)) {
            agents.connect("meepa", "ada");
            agents.clock.advance(PAST_EVERY_END);
            agents.token();
            agents.manager.agent("meepa").connections().disconnect(agents.key);

            assertThat(agents.service.requests())
                    .filteredOn(request -> request.method().equals("POST"))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allMatch(request ->
                            request.authorization().orElseThrow().reveal().startsWith("Basic "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "atlassian", "microsoft", "discord"})
    @DisplayName("OA-16, OA-17, OA-18, OA-34, OA-35, OA-38: a refresh token that comes back is kept, in the same write")
    void keepsEveryRotatedToken(String service) {
        try (ConnectedAgents agents = new ConnectedAgents(service, folder)) {
            agents.connect("meepa", "ada");
            Set<String> refreshTokens = new HashSet<>(Set.of(agents.refreshToken()));
            for (int i = 0; i < 5; i++) {
                agents.clock.advance(PAST_EVERY_END);
                assertThat(agents.service.live(agents.token())).isTrue();
                refreshTokens.add(agents.refreshToken());
            }
            assertThat(refreshTokens).hasSize(6);
            assertThat(agents.listed().state()).isIn(State.ACTIVE, State.PARTIAL);
        }
    }

    @Test
    @DisplayName("OA-19: what does not work any more is not shown as connected")
    void showsWhatIsDead() {
        try (ConnectedAgents agents = new ConnectedAgents("linear", folder)) {
            agents.connect("meepa", "ada");
            agents.service.endAll("ada");
            agents.clock.advance(PAST_EVERY_END);
            assertThatThrownBy(agents::token).isInstanceOf(ProviderRejectedException.class);
            assertThatThrownBy(agents::token).isInstanceOf(CredentialExpiredException.class);

            assertThat(agents.listed().state()).isEqualTo(State.RECONNECT_NEEDED);
        }
    }

    @Test
    @DisplayName("OA-20, T-17: a second agent's sign-in as the same person is warned of before, and known after")
    void warnsBeforeASecondSignIn() {
        try (ConnectedAgents agents = new ConnectedAgents("notion", folder)) {
            agents.connect("meepa", "ada");

            assertThat(agents.begin("second").tiedTo())
                    .extracting(Object::toString)
                    .containsExactly("meepa");
            assertThat(agents.connect("second", "ada").tiedTo())
                    .extracting(Object::toString)
                    .containsExactly("meepa");
        }
    }

    @Test
    @DisplayName("OA-21: where a service reports no lifetime, a rejected token drives the renewal")
    void renewsARejectedTokenWithoutEnd() {
        try (ConnectedAgents agents = new ConnectedAgents("notion", folder)) {
            assertThat(agents.connect("meepa", "ada").expiresAt()).isEmpty();
            String first = agents.token();
            agents.manager.agent("meepa").tokens().reportRejected(agents.key, Secret.of(first));

            assertThat(agents.token()).isNotEqualTo(first);
        }
    }

    @Test
    @DisplayName("OA-22: an owner without a person is named by the workspace")
    void namesAWorkspace() {
        try (ConnectedAgents agents = new ConnectedAgents("notion", folder)) {
            agents.service.answerNext(
                    200,
                    "{\"access_token\":\"ntn_A\",\"token_type\":\"bearer\",\"refresh_token\":null,\"bot_id\":\"b-1\",\"workspace_id\":\"w-1\","
                            + "\"workspace_name\":\"Lab\",\"owner\":{\"type\":\"workspace\",\"workspace\":true}}");

            assertThat(agents.connect("meepa", "ada").account()).contains("Lab");
        }
    }

    @Test
    @DisplayName("OA-23, OA-26: no lifetime is no known end; Reddit is asked for a lasting grant, whatever a host sets")
    void asksForALastingGrant() {
        try (ConnectedAgents agents = new ConnectedAgents("reddit", folder)) {
            assertThat(agents.begin("meepa").address().getRawQuery()).contains("duration=permanent");
            assertThat(Presets.shipped("reddit").orElseThrow().authorize().standard())
                    .doesNotContainKey("duration");
        }
    }

    @ParameterizedTest
    @CsvSource({"reddit,401 403", "github,401", "notion,401", "slack,''"})
    @DisplayName("OA-27: the client of tools knows by which answers a service rejects a token; at Reddit 403 is one")
    void knowsWhichAnswersRejectAToken(String service, String statuses) {
        assertThat(new OAuthProvider().requestTargets(service, UNCONFIGURED))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(target.rejections().stream()
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" ")))
                        .isEqualTo(statuses));
    }

    @Test
    @DisplayName("OA-28, OA-29, OA-30: Google's refresh token stays when none comes back, and consent is asked for")
    void keepsGooglesRefreshToken() {
        try (ConnectedAgents agents = new ConnectedAgents("google", folder)) {
            assertThat(agents.begin("meepa").address().getRawQuery()).contains("prompt=consent", "access_type=offline");
            agents.connect("meepa", "ada");
            String refresh = agents.refreshToken();
            agents.clock.advance(PAST_EVERY_END);
            agents.token();
            agents.clock.advance(PAST_EVERY_END);

            assertThat(agents.service.live(agents.token())).isTrue();
            assertThat(agents.refreshToken()).isEqualTo(refresh);
        }
    }

    @Test
    @DisplayName("OA-36: a renewal asks for nothing: no resource, no scope")
    void asksForNothingAtARenewal() {
        try (ConnectedAgents agents = new ConnectedAgents("microsoft", folder)) {
            agents.connect("meepa", "ada");
            agents.clock.advance(PAST_EVERY_END);
            agents.token();

            assertThat(agents.trades().get(agents.trades().size() - 1))
                    .contains("grant_type=refresh_token")
                    .doesNotContain("resource", "scope");
        }
    }

    @Test
    @DisplayName("OA-37: status and code of a refusal are kept, and nothing of its text")
    void keepsStatusAndCode() {
        try (ConnectedAgents agents = new ConnectedAgents("microsoft", folder)) {
            agents.connect("meepa", "ada");
            agents.service.endAll("ada");
            agents.clock.advance(PAST_EVERY_END);
            int before = agents.trades().size();
            assertThatThrownBy(agents::token)
                    .hasMessageContaining("400 invalid_grant")
                    .hasMessageNotContaining("AADSTS")
                    .hasMessageNotContaining("refresh-");

            assertThat(agents.trades())
                    .as("asked twice, since 70000 was seen to vanish")
                    .hasSize(before + 2);
        }
    }

    @Test
    @DisplayName("OA-13: a token that lives for two hours is renewed in its last minutes, not each hour")
    void renewsInTheLastMinutesOnly() {
        try (ConnectedAgents agents = new ConnectedAgents("twitter", folder)) {
            agents.connect("meepa", "ada");
            String first = agents.token();
            for (int minute = 10; minute < 115; minute += 10) {
                agents.clock.advance(Duration.ofMinutes(10));
                assertThat(agents.token()).as("minute " + minute).isEqualTo(first);
            }
            assertThat(agents.trades()).as("the sign-in alone").hasSize(1);
            agents.clock.advance(Duration.ofMinutes(10));
            assertThat(agents.token()).isNotEqualTo(first);
            assertThat(agents.trades()).hasSize(2);
        }
    }

    @Test
    @DisplayName("OA-23: an answer without a lifetime has no known end, and is no token that ended")
    void takesNoLifetimeForNoEnd() {
        try (ConnectedAgents agents = new ConnectedAgents("notion", folder)) {
            agents.connect("meepa", "ada");
            agents.clock.advance(Duration.ofDays(400));
            int before = agents.service.requests().size();
            agents.token();

            assertThat(agents.service.requests())
                    .extracting(RecordedRequest::path)
                    .hasSize(before);
        }
    }
}
