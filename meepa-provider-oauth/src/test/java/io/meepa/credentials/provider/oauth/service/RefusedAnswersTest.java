package io.meepa.credentials.provider.oauth.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.provider.oauth.protocol.device.DeviceAuthorization;
import io.meepa.credentials.provider.oauth.protocol.token.AnswerShape;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenEndpoint;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands where a code or a token should is the service's text: it is neither shown nor kept unlooked at. */
class RefusedAnswersTest {

    private static WireAnswer answer(int status, String body) {
        return WireAnswer.wrap(status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static TokenAnswer read(int status, String body) {
        return TokenEndpoint.read(answer(status, body), AnswerShape.STANDARD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_grant",
                "bad_refresh_token",
                "incorrect_client_credentials",
                "device_flow_disabled",
                "unauthorized",
                "AADSTS70000",
                "1010"
            })
    @DisplayName("a code of words is shown")
    void showsACodeOfWords(String code) {
        assertThat(((TokenAnswer.Refused) read(400, "{\"error\":\"" + code + "\"}")).error())
                .hasToString("400 " + code);
    }

    @ParameterizedTest
    @DisplayName("T-23: a server that repeats what it was sent where the code stands is not repeated")
    @ValueSource(
            strings = {
                "CANARYappsecret1",
                "rt1.canary-0123",
                "nrt_4991090011501Ejc6Yn4sHguI7jZIN449mKe9zRhpMfNK",
                "8xLOxBtZp8",
                "gho_16C7e42F292c6912E7710c838347Ae178B4a",
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
            })
    void showsNothingElse(String secret) {
        TokenAnswer.Refused refused = (TokenAnswer.Refused) read(400, "{\"error\":\"" + secret + "\"}");

        assertThat(refused.error()).hasToString("400");
        assertThat(((TokenAnswer.Refused) read(200, "{\"error\":{\"code\":\"" + secret + "\"}}")).error())
                .hasToString("200");
    }

    @ParameterizedTest
    @DisplayName("a token that no header can carry is none, and whether what was traded is spent is unknown")
    @ValueSource(strings = {"a\\u00e9", "a\\r\\nb", " ", "a\\u0000b", "a\\u007f"})
    void takesNoTokenThatCannotBeSent(String token) {
        assertThat(read(200, "{\"access_token\":\"" + token + "\"}")).isInstanceOf(TokenAnswer.Unclear.class);
    }

    @Test
    @DisplayName("a blank refresh token is none")
    void takesNoBlankRefreshToken() {
        TokenAnswer.Granted granted =
                (TokenAnswer.Granted) read(200, "{\"access_token\":\"a\",\"refresh_token\":\" \"}");

        assertThat(granted.tokens().refreshToken()).isEmpty();
    }

    @Test
    @DisplayName("a refusal to begin a sign-in on another device is read as one")
    void readsARefusedDevice() {
        assertThat(DeviceAuthorization.refusal(answer(400, "{\"error\":\"device_flow_disabled\"}")))
                .hasValueSatisfying(refused ->
                        assertThat(((TokenAnswer.Refused) refused).error()).hasToString("400 device_flow_disabled"));
        assertThat(DeviceAuthorization.refusal(answer(200, "{\"error\":\"device_flow_disabled\"}")))
                .isPresent();
        assertThat(DeviceAuthorization.refusal(answer(401, "{}"))).isPresent();
        assertThat(DeviceAuthorization.refusal(answer(429, "{}")))
                .hasValueSatisfying(busy -> assertThat(busy).isInstanceOf(TokenAnswer.Busy.class));
        assertThat(DeviceAuthorization.refusal(answer(503, "{}"))).isEmpty();
        assertThat(DeviceAuthorization.refusal(answer(200, "{\"device_code\":\"d\",\"user_code\":\"u\"}")))
                .isEmpty();
    }
}
