package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B-58: upstream text is scrubbed and cut")
final class ScrubberTest {

    private static final String SECRET = "s3cr\"t/with +odd\\ chars";

    private final Scrubber scrubber = Scrubber.of(List.of(Secret.of(SECRET), Secret.of("second-one")));

    @Test
    void takesOutASecretInEverySpelling() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        for (String spelling : List.of(
                SECRET,
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                "s3cr\\\"t/with +odd\\\\ chars")) {
            assertThat(scrubber.clean("it was " + spelling + " indeed"))
                    .startsWith("it was [redacted]")
                    .endsWith("indeed")
                    .doesNotContain(spelling);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:", "user:p"})
    void takesOutASecretInTheMiddleOfAnEncodedText(String before) {
        String whole = Base64.getEncoder().encodeToString((before + SECRET + "tail").getBytes(StandardCharsets.UTF_8));
        assertThat(scrubber.clean(whole)).contains("[redacted]").hasSizeLessThan(whole.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer xyz123",
                "bearer  xyz123",
                "BEARER: xyz123",
                "api-key xyz123",
                "Basic xyz123",
                "Authorization=xyz123",
                "Authorization: Bearer xyz123",
                "Bearer%20xyz123"
            })
    void takesOutWhateverFollowsAScheme(String echo) {
        assertThat(scrubber.clean("header '" + echo + "' is bad"))
                .doesNotContain("xyz123")
                .endsWith("' is bad");
    }

    @Test
    void cutsAfterScrubbingSoThatNoHalfSecretStays() {
        String text = "x".repeat(Scrubber.LONGEST - 5) + SECRET;
        assertThat(scrubber.clean(text)).hasSize(Scrubber.LONGEST).doesNotContain("s3cr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AM_US_7F3A9C2E5B8D", "Am_Us_7f3A9c2E5b8D", "am_us_7f3a9c…", "…7f3a9c2e5b8d", "xxus_7f3a9c2exx"})
    @DisplayName("F-505: a key in another case, or a part of one, is taken out as well")
    void takesOutAKeyInAnyCaseAndAnyPart(String echo) {
        Scrubber keys = Scrubber.of(List.of(Secret.of("am_us_7f3a9c2e5b8d")));
        assertThat(keys.clean("the key '" + echo + "' is unknown"))
                .contains("[redacted]")
                .doesNotContainIgnoringCase("7f3a9c")
                .endsWith("' is unknown");
    }

    @Test
    @DisplayName("F-505: a key that the upstream cut off at the end of its message is taken out")
    void takesOutAKeyThatWasCutOff() {
        Scrubber keys = Scrubber.of(List.of(Secret.of("am_us_7f3a9c2e5b8d")));
        assertThat(keys.clean("unknown key am_us_7f3a9")).isEqualTo("unknown key [redacted]");
    }

    @Test
    void leavesWordsThatAShortSecretBeginsWith() {
        Scrubber short6 = Scrubber.of(List.of(Secret.of("pass12")));
        assertThat(short6.clean("the password PASS12 is wrong")).isEqualTo("the password [redacted] is wrong");
    }

    @Test
    @Timeout(10)
    void scrubsALongTextInLittleTime() {
        Scrubber keys = Scrubber.of(List.of(Secret.of("k".repeat(16_384))));
        assertThat(keys.clean("k".repeat(1 << 20))).isEqualTo("[redacted]");
    }

    @Test
    void dropsWhatCouldForgeALineOfALog() {
        assertThat(scrubber.clean("a\r\nERROR b\u0000\u202ec")).isEqualTo("a ERROR b c");
    }

    @Test
    void leavesOrdinaryTextAlone() {
        assertThat(scrubber.clean("the name is taken")).isEqualTo("the name is taken");
    }
}
