package io.meepa.credentials.provider.oauth.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.provider.oauth.preset.rules.ErrorRules;
import io.meepa.credentials.provider.oauth.preset.rules.RefreshRules;
import io.meepa.credentials.provider.oauth.preset.rules.RevokeRules;
import io.meepa.credentials.provider.oauth.protocol.device.DeviceAuthorization;
import io.meepa.credentials.provider.oauth.protocol.device.DevicePolling;
import io.meepa.credentials.provider.oauth.protocol.token.Revocation;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every preset has to do with the service that was recorded, over the transport that the product uses. */
class ServiceContractTest {

    static Stream<String> services() {
        return Presets.shipped().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void signsInAndNamesTheAccount(String service) {
        try (Bench bench = new Bench(service);
                TokenSet tokens = bench.signIn("ada")) {
            assertThat(tokens.refreshToken()).isPresent();

            Account account = bench.client().account(tokens).orElseThrow();

            assertThat(account.label()).contains("ada");
            assertThat(account.key()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void reportsOneAccountFromAnother(String service) {
        try (Bench bench = new Bench(service)) {
            String ada =
                    bench.client().account(bench.signIn("ada")).orElseThrow().key();
            String bob =
                    bench.client().account(bench.signIn("bob")).orElseThrow().key();

            assertThat(ada).isNotEqualTo(bob);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    @DisplayName("renews, and what is renewed works")
    void renewsAsOftenAsOneLikes(String service) {
        try (Bench bench = new Bench(service)) {
            TokenSet tokens = bench.signIn("ada");
            Secret refresh = tokens.refreshToken().orElseThrow();
            for (int i = 0; i < 3; i++) {
                bench.clock().advance(Duration.ofHours(1));
                TokenSet next = Bench.granted(bench.client().refresh(refresh));
                assertThat(bench.service().standIn().live(next.accessToken().reveal()))
                        .isTrue();
                assertThat(next.refreshToken().isPresent() || keeps(bench)).isTrue();
                refresh = next.refreshToken().orElse(refresh);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    @DisplayName("a dead refresh token is distinguished from everything else")
    void recognisesADefinitiveRefusal(String service) {
        try (Bench bench = new Bench(service)) {
            TokenAnswer answer = bench.client().refresh(Secret.of("canary-dead"));

            assertThat(meaning(bench, answer)).isEqualTo(ErrorRules.Meaning.DEFINITIVE);
            assertThat(answer.toString()).doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    @DisplayName("OA-13, OA-14, OA-41: nothing else is definitive")
    void takesNoOtherAnswerForDefinitive(String service) {
        try (Bench bench = new Bench(service)) {
            Secret refresh = bench.signIn("ada").refreshToken().orElseThrow();
            for (int status : new int[] {400, 401, 404, 500, 502, 503}) {
                bench.service().standIn().answerNext(status, "<html>gone fishing</html>");
                TokenAnswer answer = bench.client().refresh(refresh);
                assertThat(answer).isNotInstanceOf(TokenAnswer.Granted.class);
                assertThat(meaning(bench, answer)).as("%s", status).isEqualTo(ErrorRules.Meaning.UNKNOWN);
            }
            assertThat(bench.client().refresh(refresh)).isInstanceOf(TokenAnswer.Granted.class);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    @DisplayName("T-13, OA-48, OA-49: a lost answer, repeated as the preset says")
    void survivesALostAnswerWhereverTheServiceLetsIt(String service) {
        try (Bench bench = new Bench(service)) {
            RefreshRules rules = bench.client().preset().refresh();
            Secret refresh = bench.signIn("ada").refreshToken().orElseThrow();
            bench.service().standIn().loseNextAnswer();
            assertThatThrownBy(() -> bench.client().refresh(refresh))
                    .isInstanceOf(ProviderIndeterminateException.class);

            if (LostAnswers.repetition(rules).allows(Duration.ofSeconds(1))) {
                TokenSet again = Bench.granted(bench.client().refresh(refresh));
                assertThat(bench.service().standIn().live(again.accessToken().reveal()))
                        .isTrue();
            } else {
                assertThat(rules.repetition()).isEqualTo(RefreshRules.Repetition.ONE_TIME);
                bench.clock().advance(Duration.ofMinutes(10));
                assertThat(meaning(bench, bench.client().refresh(refresh))).isEqualTo(ErrorRules.Meaning.DEFINITIVE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void takesTokensBackWhereTheServiceHasAWay(String service) {
        try (Bench bench = new Bench(service)) {
            if (bench.client().preset().revoke().isEmpty()) {
                return;
            }
            TokenSet tokens = bench.signIn("ada");
            RevokeRules rules = bench.client().preset().revoke().orElseThrow();
            for (RevokeRules.TokenKind kind : rules.tokens()) {
                Secret token = kind == RevokeRules.TokenKind.REFRESH_TOKEN
                        ? tokens.refreshToken().orElseThrow()
                        : tokens.accessToken();

                assertThat(bench.client().revoke(kind, token)).isEqualTo(Revocation.Outcome.GONE);
                assertThat(bench.service().standIn().live(token.reveal())).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    @DisplayName("T-23: tokens, codes, verifiers and secrets travel in bodies and headers only")
    void putsNoSecretIntoAnAddress(String service) {
        try (Bench bench = new Bench(service)) {
            TokenSet tokens = bench.signIn("ada");
            bench.client().refresh(tokens.refreshToken().orElseThrow());

            assertThat(bench.service().standIn().requests())
                    .allSatisfy(call -> assertThat(call.path())
                            .doesNotContain(tokens.accessToken().reveal(), "canary", "code-"));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    @DisplayName("gap 8: one User-Agent, the host's where it sets one")
    void sendsOneUserAgent(String service) {
        try (Bench bench = new Bench(service)) {
            bench.signIn("ada");

            assertThat(bench.service().standIn().requests())
                    .allSatisfy(
                            call -> assertThat(call.userAgent()).isNotEmpty().doesNotContain(","));
            assertThat(bench.service().standIn().requests().get(0).userAgent().startsWith("linux:app:1"))
                    .isEqualTo(bench.client().preset().userAgentRequired());
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    @DisplayName("T-03: a code goes with its own verifier and its own address only")
    void tradesNoCodeOfAnotherRequest(String service) {
        try (Bench bench = new Bench(service)) {
            if (!bench.client().usesPkce()) {
                return;
            }
            Secret mine = Secret.of("a".repeat(64));
            String query = bench.service()
                    .standIn()
                    .agree(
                            bench.client()
                                    .authorization(Bench.REDIRECT, Set.of(), Secret.of("s"), Optional.of(mine))
                                    .address(),
                            "ada");
            Secret code = Secret.of(query.substring(5, query.indexOf('&')));

            TokenAnswer answer = bench.client().exchange(code, Optional.of(Secret.of("b".repeat(64))), Bench.REDIRECT);

            assertThat(answer).isInstanceOf(TokenAnswer.Refused.class);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    @DisplayName("T-21: a sign-in on another device waits, is slowed down, and ends as the person decides")
    void signsInOnAnotherDevice(String service) {
        try (Bench bench = new Bench(service)) {
            if (bench.client().preset().device().isEmpty()) {
                return;
            }
            DeviceAuthorization codes = bench.client().device(Set.of(), Bench::refused);
            DevicePolling polling = bench.client().polling(codes.interval(), codes.lifetime());
            DevicePolling.Step waiting = polling.after(bench.client().poll(codes.deviceCode()));
            DevicePolling.Step slower = polling.after(bench.client().poll(codes.deviceCode()));

            assertThat(waiting).isEqualTo(new DevicePolling.Step.Poll(polling));
            assertThat(((DevicePolling.Step.Poll) slower).polling().interval()).isGreaterThan(codes.interval());

            bench.service().standIn().confirm(codes.userCode(), "ada");
            bench.clock().advance(Duration.ofMinutes(1));
            try (TokenSet tokens = Bench.granted(bench.client().poll(codes.deviceCode()))) {
                assertThat(bench.client().account(tokens).orElseThrow().label()).contains("ada");
            }

            DeviceAuthorization refused = bench.client().device(Set.of(), Bench::refused);
            bench.service().standIn().refuse(refused.userCode());
            assertThat(polling.after(bench.client().poll(refused.deviceCode())))
                    .isInstanceOf(DevicePolling.Step.Denied.class);

            DeviceAuthorization late = bench.client().device(Set.of(), Bench::refused);
            bench.clock().advance(Duration.ofHours(1));
            assertThat(polling.after(bench.client().poll(late.deviceCode())))
                    .isInstanceOf(DevicePolling.Step.Expired.class);
        }
    }

    private static boolean keeps(Bench bench) {
        return bench.client().preset().refresh().absentRefreshToken() == RefreshRules.AbsentToken.KEEP;
    }

    private static ErrorRules.Meaning meaning(Bench bench, TokenAnswer answer) {
        return answer instanceof TokenAnswer.Refused refused
                ? bench.client().preset().errors().meaning(refused.error())
                : ErrorRules.Meaning.UNKNOWN;
    }
}
