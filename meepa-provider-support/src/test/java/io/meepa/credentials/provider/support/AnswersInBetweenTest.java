package io.meepa.credentials.provider.support;

import static io.meepa.credentials.provider.support.ApiRequest.get;
import static io.meepa.credentials.provider.support.ApiRequest.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
        "F-504, F-505: proxies, CDNs and login pages answer in the service's place, or change its answer on the way")
final class AnswersInBetweenTest {

    private static final String PAGE = "<html><body>Access denied, k3y+/with=odd</body></html>";

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

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {400, 401, 403, 404, 407, 410, 451})
    @DisplayName(
            "F-504: a page is no refusal of the key and no absence: nothing was done, something in between answered")
    void aPageIsNeitherARefusalNorAnAbsence(int status) {
        page(status, PAGE);
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining(
                        status == 407 ? "wants a login" : "something in between answered, not the service")
                .message()
                .doesNotContain("k3y");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "null", "\"Forbidden\"", "{\"code\":"})
    @DisplayName("F-504: no JSON object where one is promised is no answer of the service")
    void anAnswerWithoutAJsonObjectIsNotTheServices(String body) {
        server.json(404, body);
        assertThatThrownBy(() -> fixture.run(server).send(get("see it", "x")))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("something in between answered")
                .hasMessageContaining("404");
    }

    @Test
    void aRefusalOfTheServiceItselfStaysOne() {
        server.json(404, "{}").json(403, "{\"code\":\"taken\",\"message\":\"no\"}");
        assertThat(fixture.run(server).send(get("see it", "x")).absent()).isTrue();
        assertThat(fixture.run(server).send(post("make it", "x")).code()).isEqualTo("taken");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {408, 409, 500, 502, 503, 504, 524})
    void aPageOfAGatewayBehindWhichTheServiceMayHaveActedLeavesACreateOpen(int status) {
        page(status, PAGE);
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("something in between answered")
                .message()
                .doesNotContain("k3y");
    }

    @Test
    @DisplayName("F-504: a login page with 200 is no success, and says what it is")
    void aLoginPageIsNoSuccess() {
        page(200, PAGE);
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("text/html and no JSON: something in between may have answered")
                .message()
                .doesNotContain("k3y");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {302, 303, 300, 304})
    @DisplayName("F-505: after a POST, 303 says that it was done, not that nothing was")
    void aRedirectAfterAPostLeavesItOpen(int status) {
        server.json(status, "", "Location: https://elsewhere.example/done");
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("redirect (" + status + "), which is not followed");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {301, 307, 308})
    void aResourceThatMovedLeavesNothingDone(int status) {
        server.json(status, "", "Location: https://elsewhere.example/");
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    @DisplayName("F-505: an answer that is compressed though that was not asked for is read")
    void readsACompressedAnswer() throws IOException {
        bytes("gzip", zipped("{\"id\":\"x\"}"));
        bytes("GZIP", zipped("{\"id\":\"x\"}"));
        bytes("", zipped("{\"id\":\"x\"}"));
        bytes("deflate", deflated("{\"id\":\"x\"}"));
        bytes("gzip", "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 5; i++) {
            assertThat(fixture.run(server).send(post("make it", "x")).text("id"))
                    .isEqualTo("x");
        }
    }

    @Test
    void aCompressedRefusalIsRead() throws IOException {
        byte[] body = zipped("{\"code\":\"taken\",\"message\":\"taken\"}");
        answer("403 X\r\nContent-Encoding: gzip", body);
        assertThat(fixture.run(server).send(post("make it", "x")).code()).isEqualTo("taken");
    }

    @Test
    @DisplayName("A compressed answer of any length costs no more than the limit")
    void aCompressedAnswerIsBounded() throws IOException {
        bytes("gzip", zipped("[" + "0,".repeat(20_000_000) + "0]"));
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void anEncodingThatNobodyKnowsIsNamedAsSuch() {
        bytes("br", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("an encoding that was not asked for");
    }

    @Test
    void aCompressedAnswerThatIsCutLeavesItOpen() throws IOException {
        byte[] whole = zipped("{\"id\":\"x\"}");
        bytes("gzip", java.util.Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(() -> fixture.run(server).send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("compression is broken");
    }

    @Test
    void headersWithoutEndEndWithTheDeadline() {
        server.reply((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] line = ("X-More: " + "x".repeat(1000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100_000; i++) {
                out.write(line);
            }
            return false;
        });
        ApiRun run = fixture.client(server.url(), Map.of("call_timeout", "2s")).begin();
        assertThatThrownBy(() -> run.send(post("make it", "x")))
                .isExactlyInstanceOf(ProviderIndeterminateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", " am_us_1", "am_us_1\\n", "am\\u00a0us", "am_\\u200bus", "schlüssel"})
    @DisplayName("F-505: a key that no header can hold is not a key")
    void aKeyThatNoHeaderCanHoldIsNone(String key) {
        server.json(200, "{\"api_key\":\"" + key + "\"}");
        ApiAnswer answer = fixture.run(server).send(post("make it", "x"));
        assertThatThrownBy(() -> answer.secret("api_key"))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("answered with api_key that cannot be used")
                .message()
                .doesNotContain("am_us");
    }

    @Test
    @DisplayName("F-505: a key has at most 16,384 characters")
    void aKeyHasALongestLength() {
        server.json(200, "{\"a\":\"" + "k".repeat(16_384) + "\",\"b\":\"" + "k".repeat(16_385) + "\"}");
        ApiAnswer answer = fixture.run(server).send(post("make it", "x"));
        assertThat(answer.secret("a").reveal()).hasSize(16_384);
        assertThatThrownBy(() -> answer.secret("b")).isExactlyInstanceOf(ProviderIndeterminateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "...", "a b", "a\\tb", "a\\u202eb", "\\u200b"})
    @DisplayName("F-505: an id that would climb in an address, or hide in a listing, is not an id")
    void anIdThatFitsNowhereIsNone(String id) {
        server.json(200, "{\"id\":\"" + id + "\"}");
        ApiAnswer answer = fixture.run(server).send(post("make it", "x"));
        assertThatThrownBy(() -> answer.id("id"))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("answered with id that is no id");
    }

    @Test
    void anIdHasALongestLength() {
        server.json(200, "{\"a\":\"" + "i".repeat(512) + "\",\"b\":\"" + "i".repeat(513) + "\",\"c\":\"me@x.to\"}");
        ApiAnswer answer = fixture.run(server).send(post("make it", "x"));
        assertThat(answer.id("a")).hasSize(512);
        assertThat(answer.id("c")).isEqualTo("me@x.to");
        assertThatThrownBy(() -> answer.id("b")).isExactlyInstanceOf(ProviderIndeterminateException.class);
    }

    private void page(int status, String body) {
        answer(status + " X\r\nContent-Type: text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(String encoding, byte[] body) {
        answer("200 OK" + (encoding.isEmpty() ? "" : "\r\nContent-Encoding: " + encoding), body);
    }

    private void answer(String head, byte[] body) {
        server.reply((request, out) -> {
            out.write(("HTTP/1.1 " + head + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
            return true;
        });
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] deflated(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
