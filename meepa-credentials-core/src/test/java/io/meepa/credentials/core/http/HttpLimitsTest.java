package io.meepa.credentials.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.provider.Placement;
import io.meepa.credentials.spi.provider.RequestTarget;
import io.meepa.credentials.tool.OutputMask;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An agent's HTTP client at its limits, and one beyond")
final class HttpLimitsTest {

    private static final BoundRule RULE = new BoundRule(
            "acme",
            CredentialKey.of(Category.API_KEY, "acme"),
            "key",
            RequestTarget.of("api.acme.test", new Placement.Bearer()));

    @Test
    void lengthOfAnAddedValue() {
        for (String right : List.of("ü".repeat(OutputMask.SHORTEST), "x".repeat(OutputMask.LONGEST))) {
            assertThat(value(right).requireSearchable()).isNotNull();
        }
        for (String wrong : List.of("ü".repeat(OutputMask.SHORTEST - 1), "x".repeat(OutputMask.LONGEST + 1))) {
            AddedValue value = value(wrong);
            assertThatThrownBy(value::requireSearchable)
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageContaining("fewer than 8 characters or more than 32768 bytes")
                    .hasMessageContaining("nothing was sent");
        }
    }

    @Test
    void bodyThatIsSearchedForReferences() throws IOException {
        assertThat(WholeBody.of(BodyPublishers.ofByteArray(new byte[WholeBody.LONGEST])))
                .hasSize(WholeBody.LONGEST);
        assertThatThrownBy(() -> WholeBody.of(BodyPublishers.ofByteArray(new byte[WholeBody.LONGEST + 1])))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("more than 1048576 bytes");
    }

    @Test
    void escapesOfAPath() {
        assertThat(PathPrefix.covers("/v1", "/v1/" + escaped(4))).isTrue();
        assertThat(PathPrefix.covers("/v1", "/v1/" + escaped(5))).isFalse();
    }

    /** The letter A, escaped so many times. */
    private static String escaped(int times) {
        return "%" + "25".repeat(times - 1) + "41";
    }

    @Test
    @DisplayName("Causes are searched 32 deep; a failure with deeper ones is passed on without them")
    void causesOfAFailure() {
        try (ResponseMask mask = ResponseMask.NONE.with(List.of(value("canary-value")))) {
            Throwable harmless = chain(32, "harmless");
            assertThat(mask.failure(harmless)).isSameAs(harmless);
            assertThat(mask.failure(chain(32, "canary-value"))).hasNoCause();
            assertThat(mask.failure(chain(33, "canary-value"))).hasNoCause();
        }
    }

    private static Throwable chain(int causes, String last) {
        Throwable failure = new IOException(last);
        for (int i = 0; i < causes; i++) {
            failure = new IOException("broken", failure);
        }
        return failure;
    }

    private static AddedValue value(String text) {
        return new AddedValue(RULE, Secret.of(text), Optional.empty());
    }
}
