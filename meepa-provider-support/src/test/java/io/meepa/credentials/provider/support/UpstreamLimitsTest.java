package io.meepa.credentials.provider.support;

import static io.meepa.credentials.provider.support.ApiRequest.get;
import static io.meepa.credentials.provider.support.ApiRequest.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.support.retry.Backoff;
import io.meepa.credentials.provider.support.transport.HttpTransport;
import io.meepa.credentials.provider.support.transport.OutgoingRequest;
import io.meepa.credentials.provider.support.transport.Reply;
import io.meepa.credentials.spi.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is taken from an upstream, at the limit and one beyond")
final class UpstreamLimitsTest {

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

    @Test
    void lengthOfAnAnswer() {
        server.json(200, answer(HttpTransport.LONGEST_BODY)).json(200, answer(HttpTransport.LONGEST_BODY + 1));

        assertThat(fixture.run(server).send(post("make it", "x")).done()).isTrue();
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void lengthOfAnAnswerThatIsCompressed() throws IOException {
        zipped(answer(HttpTransport.LONGEST_BODY));
        zipped(answer(HttpTransport.LONGEST_BODY + 1));

        assertThat(fixture.run(server).send(post("make it", "x")).done()).isTrue();
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void timeOfACallAndOfARun() {
        for (int answers = 0; answers < 4; answers++) {
            server.json(200, "{}");
        }
        List<Duration> asked = new ArrayList<>();
        ApiClient client = fixture.client(server.url(), Map.of("call_timeout", "20s", "run_timeout", "60s"));
        ApiRun run = client.begin(asked::add);

        for (long passed : List.of(0L, 40L, 1L, 18L)) {
            fixture.pass(passed);
            run.send(get("see it", "x"));
        }
        fixture.pass(1);

        assertThat(asked).extracting(Duration::toSeconds).containsExactly(20L, 20L, 19L, 1L);
        assertThatThrownBy(() -> run.send(get("see it", "x")))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("no time is left");
        assertThat(server.requests()).hasSize(4);
        client.close();
    }

    @Test
    @DisplayName("what the look at a host's addresses took is not there to wait for the answer")
    void timeThatTheLookUpOfANameTakes() {
        server.json(200, "{}").json(200, "{}");
        Duration all = Duration.ofMillis(50);
        OutgoingRequest request = new OutgoingRequest("GET", URI.create(server.url()), Map.of(), new byte[0]);

        try (HttpTransport transport = new HttpTransport(Duration.ofSeconds(20), Optional.empty())) {
            Reply late = transport.send(request, () -> lookedUpFor(all), all, 100);
            Reply early = transport.send(request, () -> lookedUpFor(all), Duration.ofMinutes(1), 100);

            assertThat(late)
                    .isInstanceOfSatisfying(
                            Reply.NotSent.class,
                            reply -> assertThat(reply.reason()).contains("name took all the time"));
            assertThat(early).isInstanceOf(Reply.Answer.class);
        }
        assertThat(server.requests()).hasSize(1);
    }

    private static Optional<Reply.NotSent> lookedUpFor(Duration time) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < time.toNanos()) {
            Thread.onSpinWait();
        }
        return Optional.empty();
    }

    @Test
    void waitOfARun() {
        ApiRun run = fixture.client(server.url(), Map.of("run_timeout", "60s")).begin();

        assertThat(run.pause(Duration.ofSeconds(60).plusNanos(1))).isFalse();
        assertThat(fixture.slept).isEmpty();
        assertThat(run.pause(Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void waitThatItAsksFor() {
        long most = Backoff.LONGEST_RETRY_AFTER.toSeconds();
        Map<String, String> patient = Map.of("run_timeout", "1h");

        server.json(429, "{}", "Retry-After: " + most).json(200, "{}");
        assertThat(fixture.client(server.url(), patient)
                        .begin()
                        .send(get("see it", "x"))
                        .done())
                .isTrue();
        assertThat(fixture.slept)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isGreaterThanOrEqualTo(Backoff.LONGEST_RETRY_AFTER));

        server.json(429, "{}", "Retry-After: " + (most + 1));
        assertThatThrownBy(() -> fixture.client(server.url(), patient).begin().send(get("see it", "x")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("it asks to wait " + (most + 1) + " s");
        assertThat(fixture.slept).hasSize(1);
    }

    @Test
    void waitsBetweenAttempts() {
        Backoff longest = new Backoff(new Highest());

        assertThat(longest.afterAttempt(1)).isEqualTo(Backoff.BASE);
        assertThat(longest.afterAttempt(6)).isEqualTo(Duration.ofSeconds(32));
        assertThat(longest.afterAttempt(7)).isEqualTo(Backoff.CAP);
        assertThat(longest.afterAttempt(1000)).isEqualTo(Backoff.CAP);
    }

    @Test
    void attempts() {
        for (int failures : new int[] {Backoff.ATTEMPTS - 1, Backoff.ATTEMPTS}) {
            for (int i = 0; i < failures; i++) {
                server.json(500, "{}");
            }
            server.json(200, "{}");
        }

        assertThat(fixture.run(server).send(get("see it", "x")).done()).isTrue();
        assertThat(server.requests()).hasSize(Backoff.ATTEMPTS);
        assertThatThrownBy(() -> fixture.run(server).send(get("see it", "x")))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(server.requests()).hasSize(2 * Backoff.ATTEMPTS);
    }

    @Test
    void callsAtOnce() {
        assertThat(CallSettings.read(settings(1)).maxConcurrency()).isEqualTo(1);
        assertThat(CallSettings.read(settings(256)).maxConcurrency()).isEqualTo(256);
        for (int wrong : new int[] {0, 257}) {
            assertThatThrownBy(() -> CallSettings.read(settings(wrong)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("max_concurrency must be between 1 and 256");
        }
    }

    @Test
    void lengthOfAReason() {
        Scrubber scrubber = Scrubber.of(List.of());

        assertThat(scrubber.clean("r".repeat(Scrubber.LONGEST))).isEqualTo("r".repeat(Scrubber.LONGEST));
        assertThat(scrubber.clean("r".repeat(Scrubber.LONGEST + 1))).isEqualTo("r".repeat(Scrubber.LONGEST - 1) + "…");
    }

    @Test
    void partOfAReasonThatIsLookedAt() {
        Scrubber scrubber = Scrubber.of(List.of());

        assertThat(scrubber.clean(" ".repeat((1 << 16) - 1) + "seen")).isEqualTo("s");
        assertThat(scrubber.clean(" ".repeat(1 << 16) + "unseen")).isEmpty();
    }

    private Settings settings(int most) {
        return fixture.context(Map.of("max_concurrency", (long) most)).settings();
    }

    private static String answer(int bytes) {
        String frame = "{\"a\":\"\"}";
        return "{\"a\":\"" + "x".repeat(bytes - frame.length()) + "\"}";
    }

    private void zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        server.reply((request, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bytes.size() + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            bytes.writeTo(out);
            out.flush();
            return true;
        });
    }

    /** Always draws the highest. */
    private record Highest() implements RandomGenerator {

        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }
}
