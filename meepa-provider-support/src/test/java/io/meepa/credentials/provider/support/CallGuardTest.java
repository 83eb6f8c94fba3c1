package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderIndeterminateException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R3: the guard is asked before each HTTP request, repeats included")
final class CallGuardTest {

    private final CallFixture fixture = new CallFixture();
    private final List<Duration> asked = new ArrayList<>();
    private ScriptedServer server;
    private ApiClient client;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        client = fixture.client(server.url(), Map.of("call_timeout", "20s"));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void asksBeforeEachAttemptForTheLongestThatItMayTake() {
        server.json(503, "{}").json(503, "{}").json(200, "{\"id\":\"x\"}");
        client.begin(asked::add).send(ApiRequest.post("make it", "x").repeatable());
        assertThat(asked).hasSize(3).containsOnly(Duration.ofSeconds(20));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void asksForTheRestOfTheRunWhereThatIsLess() {
        server.json(429, "{}", "Retry-After: 110").json(200, "{}");
        client.begin(asked::add).send(ApiRequest.post("make it", "x"));
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void sendsNothingOnceTheGuardSaysNo() {
        assertThatThrownBy(() -> client.begin(longest -> lost()).send(ApiRequest.post("make it", "x")))
                .isExactlyInstanceOf(Lost.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void doesNotRepeatOnceTheGuardSaysNoAndLeavesOpenWhatMayHaveBeenDone() {
        server.json(500, "{}").json(200, "{}");
        ApiRun run = client.begin(this::lostAtTheSecond);
        assertThatThrownBy(() -> run.send(ApiRequest.post("make it", "x").repeatable()))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasCauseExactlyInstanceOf(Lost.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRefusalOfTheGuardLeavesThePlaceToOthers() {
        ApiClient narrow = fixture.client(server.url(), Map.of("max_concurrency", 1L));
        assertThatThrownBy(() -> narrow.begin(longest -> lost()).send(ApiRequest.get("see it", "x")))
                .isExactlyInstanceOf(Lost.class);
        server.json(200, "{\"id\":\"x\"}");
        assertThat(narrow.begin().send(ApiRequest.get("see it", "x")).text("id"))
                .isEqualTo("x");
        narrow.close();
    }

    @Test
    void asksForTheRunOfAnotherClientToo() {
        ApiRun run = client.begin(longest -> lost());
        assertThatThrownBy(() -> run.at(client).send(ApiRequest.get("see it", "x")))
                .isExactlyInstanceOf(Lost.class);
        assertThatThrownBy(() -> run.exchange(ApiRequest.get("see it", "x"))).isExactlyInstanceOf(Lost.class);
        assertThat(server.requests()).isEmpty();
    }

    private void lostAtTheSecond(Duration longest) {
        asked.add(longest);
        if (asked.size() > 1) {
            lost();
        }
    }

    private static void lost() {
        throw new Lost();
    }

    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost() {
            super("the lock was lost");
        }
    }
}
