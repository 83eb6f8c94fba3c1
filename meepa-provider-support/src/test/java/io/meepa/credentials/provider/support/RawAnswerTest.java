package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("One attempt of a call, and whatever was answered")
final class RawAnswerTest {

    private final CallFixture fixture = new CallFixture();
    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 404, 500, 503})
    void anyStatusIsAnAnswer(int status) {
        server.json(status, "a=1&b=2", "X-One: 1", "X-One: 2");
        try (RawAnswer answer = fixture.run(server).exchange(ApiRequest.post("ask", "token"))) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("x-one")).contains("1");
            assertThat(answer.headers("X-One")).containsExactly("1", "2");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("a=1&b=2");
            assertThat(answer).hasToString("RawAnswer[" + status + "]");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void closingOverwritesTheBody() {
        server.json(200, "secret");
        RawAnswer answer = fixture.run(server).exchange(ApiRequest.post("ask", "token"));
        answer.close();
        assertThat(answer.body()).containsOnly(0);
    }

    @Test
    void sendsABodyHeadersAndAuthorizationOfTheCallersOwn() {
        server.json(200, "{}");
        try (Secret body = Secret.of("grant_type=x&code=s3cret");
                Secret basic = Secret.of("Basic aWQ6c2VjcmV0");
                RawAnswer answer = fixture.run(server)
                        .exchange(ApiRequest.post("ask", "token")
                                .body("application/x-www-form-urlencoded", body)
                                .header("accept", "application/x-www-form-urlencoded")
                                .header("User-Agent", "linux:app:1")
                                .authorization(basic))) {
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(server.requests())
                .singleElement()
                .asString()
                .containsIgnoringCase("accept: application/x-www-form-urlencoded\r\n")
                .doesNotContain("application/json")
                .contains("User-Agent: linux:app:1\r\n")
                .doesNotContain("meepa-credentials")
                .contains("Authorization: Basic aWQ6c2VjcmV0\r\n")
                .doesNotContain("Bearer")
                .endsWith("grant_type=x&code=s3cret");
    }

    @Test
    void anAuthorizationWithALineEndIsRefusedBeforeItIsSent() {
        try (Secret forged = Secret.of("Basic x\r\nX-Evil: 1")) {
            assertThatThrownBy(() -> fixture.run(server)
                            .exchange(ApiRequest.post("ask", "token").authorization(forged)))
                    .isExactlyInstanceOf(ConfigurationException.class)
                    .message()
                    .doesNotContain("Evil");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @DisplayName("R3: the JDK repeats nothing on its own, not even a GET")
    void aConnectionThatBreaksAfterSendingLeavesItOpen() {
        server.cut();
        assertThatThrownBy(() -> fixture.run(server).exchange(ApiRequest.post("ask", "token")))
                .isExactlyInstanceOf(ProviderIndeterminateException.class);
        server.cut();
        assertThatThrownBy(() -> fixture.run(server).exchange(ApiRequest.get("see", "token")))
                .isExactlyInstanceOf(ProviderUnavailableException.class);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void theNextCallWaitsWhereThisOneWasAskedTo() {
        server.json(429, "{}", "Retry-After: 7").json(200, "{}");
        ApiClient client = fixture.client(server.url(), Map.of());
        client.begin().exchange(ApiRequest.post("ask", "token")).close();
        assertThat(fixture.slept).isEmpty();
        client.begin().exchange(ApiRequest.post("ask", "token")).close();
        assertThat(fixture.slept).containsExactly(Duration.ofSeconds(7));
    }
}
