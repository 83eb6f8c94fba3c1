package io.meepa.credentials.provider.oauth.protocol.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.provider.oauth.protocol.token.AnswerShape;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenEndpoint;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    private static final Random RANDOM = new Random(7);
    private static final Set<String> HOSTS = Set.of("github.com");

    @Test
    void readsTheCodesUnderTheNameThatTheServiceUses() {
        String google =
                "{\"device_code\":\"canary\",\"user_code\":\"ABCD-EFGH\",\"verification_url\":\"https://www.google.com/device\",\"expires_in\":1800,\"interval\":5}";

        DeviceAuthorization read =
                DeviceAuthorization.read(answer(200, google), "verification_url", Set.of("www.google.com"));

        assertThat(read.userCode()).isEqualTo("ABCD-EFGH");
        assertThat(read.lifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(read.toString()).isEqualTo("DeviceAuthorization[www.google.com]");
    }

    @ParameterizedTest
    @DisplayName("T-21: intervals absent, zero and absurd")
    @CsvSource(
            delimiter = '|',
            value = {
                "''|PT5S|PT10M",
                ",\"interval\":0|PT5S|PT10M",
                ",\"interval\":1000000000|PT1H|PT10M",
                ",\"interval\":\"7\"|PT7S|PT10M",
                ",\"expires_in\":900|PT5S|PT15M",
                ",\"expires_in\":1000000000|PT5S|PT1H"
            })
    void keepsIntervalsAndLifetimesWithinReason(String members, Duration interval, Duration lifetime) {
        DeviceAuthorization read = read(members);

        assertThat(read.interval()).isEqualTo(interval);
        assertThat(read.lifetime()).isEqualTo(lifetime);
    }

    @ParameterizedTest
    @DisplayName("T-21: a person is sent to https at the service and nowhere else")
    @ValueSource(
            strings = {
                "http://github.com/login/device",
                "https://github.com.evil.example/login/device",
                "https://evil.example/",
                "https://github.com:8443/",
                "https://user@github.com/",
                "javascript:alert(1)",
                ""
            })
    void refusesToSendAPersonElsewhere(String address) {
        String body = "{\"device_code\":\"canary\",\"user_code\":\"A\",\"verification_uri\":\"" + address + "\"}";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceAuthorization.read(answer(200, body), "verification_uri", HOSTS))
                .withMessageNotContaining("canary");
    }

    @Test
    void refusesUserCodesThatCannotBeRead() {
        String body =
                "{\"device_code\":\"d\",\"user_code\":\"a\\u202eb\",\"verification_uri\":\"https://github.com/d\"}";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceAuthorization.read(answer(200, body), "verification_uri", HOSTS));
    }

    @Test
    @DisplayName("OA-06, OA-07: polls later than the interval, never at it")
    void pollsASecondLaterThanAsked() {
        DevicePolling polling = begin();

        for (int i = 0; i < 100; i++) {
            assertThat(polling.next(Duration.ZERO, RANDOM).orElseThrow())
                    .isBetween(Duration.ofSeconds(6), Duration.ofMillis(6_500));
        }
    }

    @Test
    @DisplayName("OA-08, OA-09: slow_down adds five seconds for good, or what the service names")
    void slowsDownForGood() {
        DevicePolling once = poll(begin().after(refused("{\"error\":\"slow_down\"}")));
        DevicePolling twice = poll(once.after(refused("{\"error\":\"slow_down\"}")));
        DevicePolling pending = poll(twice.after(refused("{\"error\":\"authorization_pending\"}")));
        DevicePolling named = poll(begin().after(refused("{\"error\":\"slow_down\",\"interval\":42}")));
        DevicePolling shorter = poll(begin().after(refused("{\"error\":\"slow_down\",\"interval\":1}")));

        assertThat(waits(once)).isEqualTo(Duration.ofSeconds(11));
        assertThat(waits(twice)).isEqualTo(Duration.ofSeconds(16));
        assertThat(waits(pending)).isEqualTo(Duration.ofSeconds(16));
        assertThat(waits(named)).isEqualTo(Duration.ofSeconds(43));
        assertThat(waits(shorter)).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    @DisplayName("OA-10, T-21: slow_down for ever ends with the code")
    void endsWithTheCodeHoweverOftenItIsSlowedDown() {
        DevicePolling polling = begin();
        Duration elapsed = Duration.ZERO;
        int polls = 0;
        Optional<Duration> wait = polling.next(elapsed, RANDOM);
        while (wait.isPresent()) {
            elapsed = elapsed.plus(wait.get());
            polls++;
            polling = poll(polling.after(refused("{\"error\":\"slow_down\"}")));
            wait = polling.next(elapsed, RANDOM);
        }

        assertThat(elapsed).isLessThan(Duration.ofMinutes(15));
        assertThat(polls).isBetween(5, 30);
    }

    @Test
    void stopsForEveryKindOfEnd() {
        DevicePolling microsoft =
                DevicePolling.begin(Duration.ofSeconds(5), Duration.ofMinutes(15), Set.of("authorization_declined"));

        assertThat(begin().after(refused("{\"error\":\"expired_token\"}"))).isEqualTo(new DevicePolling.Step.Expired());
        assertThat(begin().after(refused("{\"error\":\"access_denied\"}")))
                .isEqualTo(new DevicePolling.Step.Denied("access_denied"));
        assertThat(microsoft.after(refused("{\"error\":\"authorization_declined\"}")))
                .isEqualTo(new DevicePolling.Step.Denied("authorization_declined"));
        assertThat(begin().after(refused("{\"error\":\"device_flow_disabled\"}")))
                .isInstanceOf(DevicePolling.Step.Failed.class);
        assertThat(begin().after(read(200, "{\"access_token\":\"A\"}"))).isInstanceOf(DevicePolling.Step.Granted.class);
    }

    @Test
    void continuesAfterAnAnswerThatCameToNothing() {
        assertThat(waits(poll(begin().after(read(503, ""))))).isEqualTo(Duration.ofSeconds(11));
        assertThat(waits(poll(begin().after(read(429, ""))))).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    @DisplayName("T-21: a sleep past the end ends it")
    void endsAfterAMachineSlept() {
        assertThat(begin().next(Duration.ofHours(2), RANDOM)).isEmpty();
    }

    private static Duration waits(DevicePolling polling) {
        return Duration.ofSeconds(
                polling.next(Duration.ZERO, RANDOM).orElseThrow().toSeconds());
    }

    private static DevicePolling begin() {
        return DevicePolling.begin(Duration.ofSeconds(5), Duration.ofMinutes(15), Set.of());
    }

    private static DevicePolling poll(DevicePolling.Step step) {
        assertThat(step).isInstanceOf(DevicePolling.Step.Poll.class);
        return ((DevicePolling.Step.Poll) step).polling();
    }

    private static TokenAnswer refused(String body) {
        return read(400, body);
    }

    private static TokenAnswer read(int status, String body) {
        return TokenEndpoint.read(answer(status, body), AnswerShape.STANDARD);
    }

    private static DeviceAuthorization read(String members) {
        String body =
                "{\"device_code\":\"d\",\"user_code\":\"A-B\",\"verification_uri\":\"https://github.com/login/device\""
                        + members + "}";
        return DeviceAuthorization.read(answer(200, body), "verification_uri", HOSTS);
    }

    private static WireAnswer answer(int status, String body) {
        return WireAnswer.wrap(status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }
}
