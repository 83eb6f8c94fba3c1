package io.meepa.credentials.provider.oauth.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers modelled on reported ones; numbers are those of the table of reports in docs/verification.md. */
class TokenAnswerTest {

    private static final String GRANTED = "{\"access_token\":\"A\",\"token_type\":\"bearer\"%s}";
    private static final AnswerShape SLACK_BOT =
            new AnswerShape(Optional.of("ok"), "", Optional.of("bot"), Duration.ofDays(365));
    private static final AnswerShape SLACK_PERSON =
            new AnswerShape(Optional.of("ok"), "/authed_user", Optional.of("user"), Duration.ofDays(365));

    @Test
    @DisplayName("OA-01: a form-encoded success is a success")
    void readsAFormEncodedSuccess() {
        TokenSet tokens = granted(
                200,
                "access_token=ghu_A&expires_in=28800&refresh_token=ghr_B&refresh_token_expires_in=15897600&scope=&token_type=bearer");

        assertThat(tokens.accessToken().matches(Secret.of("ghu_A"))).isTrue();
        assertThat(tokens.refreshToken().orElseThrow().matches(Secret.of("ghr_B")))
                .isTrue();
        assertThat(tokens.lifetime()).contains(Duration.ofHours(8));
        assertThat(tokens.refreshLifetime()).contains(Duration.ofDays(184));
        assertThat(tokens.scopes()).contains(Set.of());
    }

    @ParameterizedTest
    @DisplayName("OA-02, OA-03: an error in a 200 is a refusal, JSON or form")
    @ValueSource(
            strings = {
                "{\"error\":\"bad_refresh_token\",\"error_description\":\"canary\",\"error_uri\":\"https://x\"}",
                "error=bad_refresh_token&error_description=canary"
            })
    void readsAnErrorInA200(String body) {
        TokenError error = refused(200, body);

        assertThat(error.code()).isEqualTo("bad_refresh_token");
        assertThat(error).hasToString("200 bad_refresh_token");
        assertThat(error.describes("canary")).isTrue();
    }

    @ParameterizedTest
    @DisplayName("OA-23, OA-21: a lifetime that is absent, null or no lifetime gives no end")
    @CsvSource(
            delimiter = '|',
            value = {
                "''|",
                ",\"expires_in\":null|",
                ",\"expires_in\":0|",
                ",\"expires_in\":-1|",
                ",\"expires_in\":\"soon\"|",
                ",\"expires_in\":315360000|",
                ",\"expires_in\":99999999999999999999999999|",
                ",\"expires_in\":3600|PT1H",
                ",\"expires_in\":\"3600\"|PT1H",
                ",\"expires_in\":3599.9|PT59M59S"
            })
    void readsLifetimesAsTheyComeInPractice(String member, String expected) {
        Optional<Duration> lifetime = expected == null ? Optional.empty() : Optional.of(Duration.parse(expected));

        assertThat(granted(200, GRANTED.formatted(member)).lifetime()).isEqualTo(lifetime);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"repo,gist\"|gist,repo",
                "\"read write\"|read,write",
                "[\"read\",\"write\"]|read,write",
                "\"*\"|*",
                "\" read   write \"|read,write"
            })
    @DisplayName("scopes by blank, comma or array")
    void readsScopesInEveryReportedForm(String scope, String expected) {
        assertThat(granted(200, GRANTED.formatted(",\"scope\":" + scope))
                        .scopes()
                        .orElseThrow())
                .containsExactlyInAnyOrder(expected.split(","));
    }

    @Test
    void distinguishesAbsentScopesFromNone() {
        assertThat(granted(200, GRANTED.formatted("")).scopes()).isEmpty();
        assertThat(granted(200, GRANTED.formatted(",\"scope\":\"\"")).scopes()).contains(Set.of());
    }

    @Test
    void needsNoTokenType() {
        assertThat(granted(200, "{\"access_token\":\"A\"}").tokenType()).isEmpty();
    }

    @Test
    void takesARefreshTokenOfNullOrNothingForNone() {
        assertThat(granted(200, GRANTED.formatted(",\"refresh_token\":null")).refreshToken())
                .isEmpty();
        assertThat(granted(200, GRANTED.formatted(",\"refresh_token\":\"\"")).refreshToken())
                .isEmpty();
    }

    @Test
    @DisplayName("OA-32, OA-33: Slack's two chains, nested at sign-in and flat at renewal")
    void readsSlacksTwoChains() {
        String signIn = "{\"ok\":true,\"access_token\":\"bot-A\",\"token_type\":\"bot\",\"refresh_token\":\"bot-B\","
                + "\"authed_user\":{\"id\":\"U2\",\"access_token\":\"user-A\",\"token_type\":\"user\",\"refresh_token\":\"user-B\"}}";

        assertThat(granted(200, signIn, SLACK_BOT).refreshToken().orElseThrow().reveal())
                .isEqualTo("bot-B");
        assertThat(granted(200, signIn, SLACK_PERSON)
                        .refreshToken()
                        .orElseThrow()
                        .reveal())
                .isEqualTo("user-B");
    }

    @Test
    void neverTakesATokenOfTheOtherChain() {
        String bot = "{\"ok\":true,\"access_token\":\"A\",\"token_type\":\"bot\"}";
        AnswerShape person = new AnswerShape(Optional.of("ok"), "", Optional.of("user"), Duration.ofDays(365));

        assertThat(read(200, bot, person)).isInstanceOf(TokenAnswer.Unclear.class);
    }

    @Test
    void refusesWhatTheSuccessFieldDenies() {
        TokenAnswer answer = read(200, "{\"ok\":false,\"error\":\"invalid_refresh_token\"}", SLACK_BOT);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        TokenAnswer.Refused.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("invalid_refresh_token"));
    }

    @ParameterizedTest
    @DisplayName("error codes: text, number, nested, Notion's and Linear's own")
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"error\":\"invalid_grant\"}|400 invalid_grant",
                "400|{\"error\":400}|400 400",
                "400|{\"message\":\"Bad Request\",\"error\":400}|400 400",
                "403|{\"error\":\"invalid_grant\"}|403 invalid_grant",
                "401|{\"object\":\"error\",\"status\":401,\"code\":\"unauthorized\"}|401 unauthorized",
                "400|{\"error\":\"Error\",\"error_description\":\"x\"}|400 Error",
                "400|{\"error\":{\"code\":\"bad\",\"message\":\"x\"}}|400 bad",
                "400|<html>no</html>|400",
                "404|''|404"
            })
    void readsEveryShapeOfRefusal(int status, String body, String expected) {
        assertThat(refused(status, body)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504", "408"})
    void saysThatNobodyKnowsAfterAServerError(int status) {
        assertThat(read(status, "{\"error\":\"server_error\"}", AnswerShape.STANDARD))
                .isInstanceOf(TokenAnswer.Unclear.class);
        assertThat(read(status, "", AnswerShape.STANDARD)).isInstanceOf(TokenAnswer.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>logged in</html>", "{\"token\":\"A\"}", "{\"access_token\":7}"})
    void saysThatNobodyKnowsAfterASuccessWithoutTokenAndError(String body) {
        assertThat(read(200, body, AnswerShape.STANDARD)).isInstanceOf(TokenAnswer.Unclear.class);
    }

    @Test
    void saysHowLongToWait() {
        WireAnswer answer = WireAnswer.wrap(429, name -> Optional.of("30"), new byte[0]);

        assertThat(TokenEndpoint.read(answer, AnswerShape.STANDARD))
                .isEqualTo(new TokenAnswer.Busy(429, Optional.of(Duration.ofSeconds(30))));
    }

    @Test
    void neverPrintsAToken() {
        TokenAnswer answer =
                read(200, "{\"access_token\":\"canary1\",\"refresh_token\":\"canary2\"}", AnswerShape.STANDARD);

        assertThat(answer.toString()).doesNotContain("canary");
        assertThat(read(400, "{\"error\":\"x\",\"error_description\":\"canary\"}", AnswerShape.STANDARD)
                        .toString())
                .doesNotContain("canary");
    }

    private static TokenSet granted(int status, String body) {
        return granted(status, body, AnswerShape.STANDARD);
    }

    private static TokenSet granted(int status, String body, AnswerShape shape) {
        TokenAnswer answer = read(status, body, shape);
        assertThat(answer).isInstanceOf(TokenAnswer.Granted.class);
        return ((TokenAnswer.Granted) answer).tokens();
    }

    private static TokenError refused(int status, String body) {
        TokenAnswer answer = read(status, body, AnswerShape.STANDARD);
        assertThat(answer).isInstanceOf(TokenAnswer.Refused.class);
        return ((TokenAnswer.Refused) answer).error();
    }

    private static TokenAnswer read(int status, String body, AnswerShape shape) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return TokenEndpoint.read(WireAnswer.wrap(status, name -> Optional.empty(), bytes), shape);
    }
}
