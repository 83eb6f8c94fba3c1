package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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

    @Test
    void dropsWhatCouldForgeALineOfALog() {
        assertThat(scrubber.clean("a\r\nERROR b\u0000\u202ec")).isEqualTo("a ERROR b c");
    }

    @Test
    void leavesOrdinaryTextAlone() {
        assertThat(scrubber.clean("the name is taken")).isEqualTo("the name is taken");
    }
}
