package io.meepa.credentials.provider.oauth.protocol.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

    @Test
    void readsOneChallengeOfSeveral() {
        Challenge challenge =
                Challenge.read("Basic realm=\"a, b\", Negotiate, Bearer realm=\"x\", error=\"invalid_token\","
                        + " scope=\"read write\", resource_metadata=\"https://a.example/d?x=1\", DPoP algs=\"ES256\"");

        assertThat(challenge.resourceMetadata()).contains("https://a.example/d?x=1");
        assertThat(challenge.scopes()).containsExactly("read", "write");
        assertThat(challenge.error()).isEqualTo("invalid_token");
    }

    @Test
    void readsTokensAndQuotedPairs() {
        Challenge challenge = Challenge.read("bearer error=insufficient_scope, scope=\"a\\\\b \\\"c\"");

        assertThat(challenge.error()).isEqualTo("insufficient_scope");
        assertThat(challenge.scopes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic realm=\"x\"", ",,,", "=", "\"", "Bearer", "Bearer scope=\"", "Bearer =x", "é"})
    void takesAnythingElseForSilence(String header) {
        Challenge challenge = Challenge.read(header);

        assertThat(challenge.resourceMetadata()).isEmpty();
        assertThat(challenge.scopes()).isEmpty();
        assertThat(challenge.error()).isEmpty();
    }

    @Test
    void refusesToReadWithoutEnd() {
        assertThat(Challenge.read("Bearer scope=\"x\", a=\"" + "y".repeat(10_000) + "\"")
                        .scopes())
                .isEmpty();
    }
}
