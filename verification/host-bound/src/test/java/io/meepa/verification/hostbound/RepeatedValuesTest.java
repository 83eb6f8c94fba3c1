package io.meepa.verification.hostbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.verification.watch.Canaries;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a server repeats is masked")
final class RepeatedValuesTest {

    private static final String HOST = "http://api.acme.test:{A}";

    private static Scene scene;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() throws Exception {
        scene = new Scene();
    }

    @AfterAll
    static void close() throws Exception {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/repeat",
        "/v1/repeat-chunked",
        "/v1/repeat-gzip",
        "/v1/repeat-gzip-chunked",
        "/v1/repeat-gzip-members",
        "/v1/repeat-deflate",
        "/keys/repeat",
        "/keys/repeat-gzip",
        "/query/repeat",
        "/query/repeat-chunked",
        "/pair/repeat",
        "/pair/repeat-gzip-chunked"
    })
    void inAnyEncoding(String path) throws Exception {
        HttpResponse<String> answer =
                scene.client.send(scene.request(HOST + path).build(), BodyHandlers.ofString());

        assertThat(answer.body()).startsWith("you sent ").contains("***").endsWith(", thank you");
        assertThat(Canaries.formsIn(answer.body())).isEmpty();
        assertThat(answer.headers().map()).doesNotContainKeys("content-encoding", "content-length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/repeat-base64", "/keys/repeat-base64", "/v1/repeat-lines"})
    void inAnySpelling(String path) throws Exception {
        String body = scene.client
                .send(scene.request(HOST + path).build(), BodyHandlers.ofString())
                .body();

        assertThat(body).contains("***");
        assertThat(Canaries.formsIn(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"repeat", "repeat-chunked", "repeat-gzip-chunked"})
    void forAnyHandler(String how) throws Exception {
        String path = HOST + "/v1/" + how;
        String lines = scene.client
                .send(scene.request(path).build(), BodyHandlers.ofLines())
                .body()
                .collect(Collectors.joining("\n"));
        String bytes = new String(
                scene.client
                        .send(scene.request(path).build(), BodyHandlers.ofByteArray())
                        .body(),
                StandardCharsets.UTF_8);
        String stream;
        try (InputStream in = scene.client
                .send(scene.request(path).build(), BodyHandlers.ofInputStream())
                .body()) {
            stream = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path file = scene.client
                .send(scene.request(path).build(), BodyHandlers.ofFile(folder.resolve(how)))
                .body();

        assertThat(List.of(lines, bytes, stream, Files.readString(file))).allSatisfy(text -> {
            assertThat(text).contains("Bearer ***").endsWith(", thank you");
            assertThat(Canaries.formsIn(text)).isEmpty();
        });
    }

    @Test
    void inHeaders() throws Exception {
        HttpResponse<String> answer =
                scene.client.send(scene.request(HOST + "/v1/repeat-header").build(), info -> {
                    assertThat(Canaries.formsIn(info.headers().map().toString()))
                            .isEmpty();
                    return BodyHandlers.ofString().apply(info);
                });

        assertThat(answer.headers().firstValue("X-Repeated")).contains("***");
        assertThat(answer.headers().firstValue("Set-Cookie")).contains("last=***");
    }

    @Test
    void inNamesOfHeaders() throws Exception {
        HttpResponse<Void> answer =
                scene.client.send(scene.request(HOST + "/v1/repeat-header-name").build(), BodyHandlers.discarding());

        assertThat(Canaries.formsIn(answer.headers().map().toString())).isEmpty();
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("in what the JDK says of an answer that is no HTTP")
    void inFailures() {
        assertThatThrownBy(() -> scene.client.send(
                        scene.request(HOST + "/v1/repeat-status").build(), BodyHandlers.discarding()))
                .isInstanceOf(IOException.class)
                .satisfies(failure -> {
                    StringWriter text = new StringWriter();
                    failure.printStackTrace(new PrintWriter(text, true));
                    assertThat(Canaries.formsIn(text.toString())).isEmpty();
                });
    }

    @Test
    @DisplayName("at another path of the host, which remembers")
    void atAnotherPath() throws Exception {
        RecordingServer remembering = scene.acme;
        scene.client.send(scene.request(HOST + "/v1/x").build(), BodyHandlers.discarding());
        HttpResponse<String> answer = scene.client.send(
                scene.request(HOST + "/unruled/repeat")
                        .header("X-Guess", Scene.TOKEN) // As a server would that remembers.
                        .build(),
                BodyHandlers.ofString());

        assertThat(remembering.last().headers()).doesNotContainKey("authorization");
        assertThat(answer.body()).contains("x-guess=[***]");
    }

    @Test
    @DisplayName("an encoding that cannot be undone is refused")
    void refusesOtherEncodings() {
        assertThatThrownBy(() -> scene.client.send(
                        scene.request(HOST + "/v1/repeat-brotli").build(), BodyHandlers.ofString()))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("encoding");
    }

    @Test
    @DisplayName("answers of hosts without a rule stay as they are")
    void leavesOthersAlone() throws Exception {
        HttpResponse<byte[]> answer = scene.client.send(
                scene.request("http://evil.test:{B}/repeat-gzip").build(), BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
    }

    @Test
    @DisplayName("HEAD keeps the length that the server states")
    void keepsTheLengthOfHead() throws Exception {
        HttpResponse<Void> answer = scene.client.send(
                scene.request(HOST + "/v1/repeat-gzip")
                        .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());

        assertThat(answer.headers().firstValueAsLong("Content-Length")).isPresent();
    }
}
