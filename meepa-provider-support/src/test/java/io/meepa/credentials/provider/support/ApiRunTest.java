package io.meepa.credentials.provider.support;

import static io.meepa.credentials.provider.support.ApiRequest.get;
import static io.meepa.credentials.provider.support.ApiRequest.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.support.retry.Backoff;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ApiRunTest {

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
    void sendsMethodPathQueryKeyAndBody() {
        server.json(200, "{\"id\":\"x\"}");
        ApiAnswer answer = fixture.run(server)
                .send(post("make it", "v0", "a@b/c")
                        .query("q", "1 &2")
                        .header("X-One", "1")
                        .json(JsonNodeFactory.instance.objectNode().put("name", "n")));
        assertThat(answer.text("id")).isEqualTo("x");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(server.requests().get(0))
                .startsWith("POST /v0/a%40b%2Fc?q=1%20%262 HTTP/1.1")
                .contains("Authorization: Bearer " + CallFixture.KEY)
                .contains("X-One: 1")
                .endsWith("{\"name\":\"n\"}");
    }

    @Test
    void sendsAFormWithAnotherKey() {
        server.json(204, "");
        try (var other = io.meepa.credentials.model.Secret.of("other")) {
            fixture.run(server)
                    .send(post("ask", "token").form(Map.of("a", "b c")).as(other));
        }
        assertThat(server.requests().get(0))
                .contains("Authorization: Bearer other")
                .endsWith("a=b%20c");
    }

    @Test
    void takesAnySuccessEvenAnEmptyOne() {
        server.json(204, "");
        assertThat(fixture.run(server)
                        .send(ApiRequest.delete("drop it", "x"))
                        .body()
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void returnsARefusalToBranchOn() {
        server.json(404, "{\"message\":\"no such thing\"}");
        ApiAnswer answer = fixture.run(server).send(get("see it", "x"));
        assertThat(answer.done()).isFalse();
        assertThat(answer.absent()).isTrue();
        assertThatThrownBy(answer::required)
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessage("Some refused to see it: no such thing; 404");
    }

    @Test
    void aCreateIsNotRepeatedAfterAnUnknownOutcome() {
        server.json(500, "{\"message\":\"oops\"}").json(200, "{}");
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isInstanceOf(ProviderIndeterminateException.class)
                .hasMessage("Some left open whether it did make it: oops; 500");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aCreateIsNotRepeatedAfterTheConnectionBroke() {
        server.cut().json(200, "{}");
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isInstanceOf(ProviderIndeterminateException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aCreateThatTheServerRecognisesIsRepeated() {
        server.json(500, "{}").cut().json(503, "").json(200, "{\"id\":\"x\"}");
        assertThat(fixture.run(server).send(post("make it", "x").repeatable()).text("id"))
                .isEqualTo("x");
        assertThat(server.requests()).hasSize(4);
        assertThat(fixture.slept).hasSize(3).allMatch(wait -> wait.compareTo(Duration.ofSeconds(4)) <= 0);
    }

    @Test
    void aRefusedRepeatOfAnUnknownCreateStaysUnknown() {
        server.json(500, "{}").json(403, "{\"code\":\"taken\",\"message\":\"taken\"}");
        ApiAnswer answer = fixture.run(server).send(post("make it", "x").repeatable());
        assertThat(answer.code()).isEqualTo("taken");
        assertThatThrownBy(answer::required).isInstanceOf(ProviderIndeterminateException.class);
    }

    @Test
    void readingThatFailsLeavesNothingOpen() {
        server.json(500, "{}").json(500, "{}").json(500, "{}").json(500, "{}").json(200, "{}");
        assertThatThrownBy(() -> fixture.run(server).send(get("see it", "x")))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(server.requests()).hasSize(Backoff.ATTEMPTS);
    }

    @Test
    void waitsAsLongAsItIsAskedAndNotMuchLonger() {
        server.json(429, "{}", "Retry-After: 7").json(200, "{}");
        assertThat(fixture.run(server).send(post("make it", "x")).done()).isTrue();
        assertThat(fixture.slept)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7050)));
    }

    @Test
    void readsADateToWaitFor() {
        server.json(429, "{}", "Retry-After: Sat, 21 Nov 2026 12:00:09 GMT").json(200, "{}");
        fixture.run(server).send(get("see it", "x"));
        assertThat(fixture.slept.get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void reportsAWaitThatIsTooLongInsteadOfWaiting() {
        server.json(429, "{\"message\":\"slow down\"}", "Retry-After: 86400");
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("it asks to wait 86400 s");
        assertThat(fixture.slept).isEmpty();
    }

    @Test
    void whoComesLaterWaitsTooWhenOneWasAskedTo() {
        ApiClient client = fixture.client(server.url(), Map.of());
        server.json(429, "{}", "Retry-After: 200");
        assertThatThrownBy(() -> client.begin().send(post("make it", "x")))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThatThrownBy(() -> client.begin().send(get("see it", "x")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("asked all calls to wait");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whatPassesIsRepeatedEvenForACreate() {
        server.json(409, "{\"code\":\"race\"}").json(200, "{\"id\":\"x\"}");
        assertThat(fixture.run(server).send(post("make it", "x")).text("id")).isEqualTo("x");
    }

    @Test
    void aConnectionThatIsRefusedDidNothing() throws IOException {
        // A port that is taken, and where nobody listens: none that another program may take meanwhile.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ApiRun run = fixture.client("http://127.0.0.1:" + taken.getLocalPort(), Map.of())
                    .begin();
            assertThatThrownBy(() -> run.send(post("make it", "x")))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("no connection");
        }
        assertThat(fixture.slept).hasSize(Backoff.ATTEMPTS - 1);
    }

    @Test
    void anAnswerThatDoesNotComeLeavesItOpen() {
        server.silence();
        ApiRun run = fixture.client(server.url(), Map.of("call_timeout", "2s")).begin();
        assertThatThrownBy(() -> run.send(post("make it", "x")))
                .isInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("no answer within 2000 ms");
    }

    @Test
    @DisplayName("S12: a body that drips for ever ends with the call's deadline")
    void aBodyThatDripsEndsWithTheDeadline() {
        server.reply((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
            out.flush();
            return silentFor(60_000);
        });
        ApiRun run = fixture.client(server.url(), Map.of("call_timeout", "2s")).begin();
        assertThatThrownBy(() -> run.send(post("make it", "x"))).isInstanceOf(ProviderIndeterminateException.class);
    }

    @Test
    @DisplayName("S12: a body of any length costs no more than the limit")
    void aHugeBodyIsCutOff() {
        byte[] part = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        server.reply((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 1 << 14; i++) {
                out.write(part);
            }
            return false;
        });
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void anAnswerThatIsNoJsonIsNotQuoted() {
        for (String body : new String[] {"<html>k3y</html>", "{\"a\":1}{", "{\"a\":1,\"a\":2}", "[".repeat(5000)}) {
            server.json(200, body);
            assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                    .isInstanceOf(ProviderIndeterminateException.class)
                    .hasMessage("Some left open whether it did make it: the answer is too long or no JSON")
                    .hasNoCause();
        }
    }

    @Test
    void aSuccessThatLacksWhatItMustHaveLeavesItOpen() {
        server.json(200, "{\"id\":7}");
        ApiAnswer answer = fixture.run(server).send(post("make it", "x"));
        assertThatThrownBy(() -> answer.text("id"))
                .isInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("without id");
    }

    @Test
    @DisplayName("S13: follows no redirect")
    void followsNoRedirect() throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer()) {
            server.json(302, "", "Location: " + elsewhere.url());
            assertThatThrownBy(() -> fixture.run(server).send(get("see it", "x")))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("redirect");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("B-58: an upstream that echoes what it was sent gives nothing away")
    void scrubsAnEcho() {
        server.reply((request, out) -> {
            String line = request.lines()
                    .filter(l -> l.startsWith("Authorization"))
                    .findFirst()
                    .orElseThrow();
            String body = "{\"message\":\"bad header " + line + "\"}";
            out.write(("HTTP/1.1 400 X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8));
            return true;
        });
        ApiAnswer answer = fixture.run(server).send(get("see it", "x"));
        assertThat(answer.refusal("").getMessage()).contains("[redacted]").doesNotContain("k3y");
    }

    @Test
    @DisplayName("S14: what a name resolves to is looked at before each attempt")
    void sendsNothingToANameThatResolvesToAPrivateAddress() {
        ProviderContext context = fixture.context(Map.of("base_url", "https://api.example.com"));
        CallSettings settings = CallSettings.read(context.settings());
        ApiEndpoint access = () -> ApiEndpoint.Grant.open(settings.baseUrl().orElseThrow());
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ApiClient client = ApiClient.open(
                "Some", context, settings, access, CallFixture::classify, host -> new InetAddress[] {loopback});
        assertThatThrownBy(() -> client.begin().send(get("see it", "x")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("api.example.com")
                .hasMessageContaining("nothing was sent");
    }

    @Test
    @DisplayName("F-505: an id that would climb in an address is a typed refusal")
    void refusesAPathThatClimbs() {
        ApiRun run = fixture.run(server);
        for (String segment : new String[] {"", ".", ".."}) {
            assertThatThrownBy(() -> run.send(get("see it", "v1", segment, "x")))
                    .isInstanceOf(ProviderRejectedException.class)
                    .hasMessageContaining("nothing was sent");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void stopsAtTheDeadlineOfTheRun() {
        server.json(503, "", "Retry-After: 50").json(503, "", "Retry-After: 50").json(503, "", "Retry-After: 50");
        ApiRun run = fixture.run(server);
        assertThatThrownBy(() -> run.send(get("see it", "x"))).isInstanceOf(ProviderUnavailableException.class);
        assertThat(server.requests()).hasSize(3);
        assertThat(run.pause(Duration.ofMinutes(1))).isFalse();
        assertThat(run.pause(Duration.ofMillis(10))).isTrue();
    }

    @Test
    void anInterruptedCreateLeavesItOpenAndTheFlagSet() {
        server.silence();
        ApiRun run = fixture.run(server);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> run.send(post("make it", "x"))).isInstanceOf(RuntimeException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static boolean silentFor(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
