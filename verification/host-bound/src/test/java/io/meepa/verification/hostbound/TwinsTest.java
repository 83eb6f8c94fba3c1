package io.meepa.verification.hostbound;

import static io.meepa.verification.hostbound.Twin.bearer;
import static io.meepa.verification.hostbound.Twin.key;
import static io.meepa.verification.hostbound.Twin.pair;
import static io.meepa.verification.hostbound.Twin.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What a rule is for gets its value, however odd it looks")
final class TwinsTest {

    private static final String HOST = "http://api.acme.test:{A}";
    private static final String REFERENCE = "cred:///login/acme#token";

    private static Scene scene;

    @BeforeAll
    static void open() throws Exception {
        scene = new Scene();
    }

    @AfterAll
    static void close() throws Exception {
        scene.close();
    }

    @BeforeEach
    void forget() {
        scene.forget();
    }

    static List<Twin> twins() {
        return List.of(
                bearer("the host", HOST + "/v1/x"),
                bearer("the host in capitals", "http://API.Acme.TEST:{A}/v1/x"),
                bearer("the scheme in capitals", "HTTP://api.acme.test:{A}/v1/x"),
                bearer("the prefix itself", HOST + "/v1"),
                bearer("the prefix with a slash", HOST + "/v1/"),
                bearer("a deep path", HOST + "/v1/a/b/c/d/e/f/g"),
                bearer("a query", HOST + "/v1/x?page=2"),
                bearer("another host in the query", HOST + "/v1/x?next=http://evil.test/"),
                bearer("an at sign in the path", HOST + "/v1/@evil.test"),
                bearer("an at sign in the query", HOST + "/v1/x?by=me@evil.test"),
                bearer("a port in the path", HOST + "/v1/host:8080"),
                bearer("a fragment", HOST + "/v1/x#part"),
                bearer("a blank, escaped", HOST + "/v1/a%20b"),
                bearer("a name in UTF-8, escaped", HOST + "/v1/caf%C3%A9"),
                bearer("a percent sign, escaped", HOST + "/v1/100%25"),
                bearer("two dots in a name", HOST + "/v1/a..b"),
                bearer("a name that begins with a dot", HOST + "/v1/.well-known/x"),
                bearer("a version", HOST + "/v1/2.0.1/x"),
                bearer("a parameter of a segment", HOST + "/v1/x;lang=en"),
                bearer("a tilde, escaped", HOST + "/v1/%7Euser"),
                bearer("an empty segment after the prefix", HOST + "/v1//x"),
                bearer("a second address as a segment", HOST + "/v1/http:/evil.test"),
                bearer("dot segments in the query", HOST + "/v1/x?file=../../etc"),
                bearer("an escaped slash in the query", HOST + "/v1/x?file=a%2Fb"),
                bearer("HEAD", scene -> scene.request(HOST + "/v1/x").method("HEAD", BodyPublishers.noBody())),
                bearer("POST", scene -> scene.request(HOST + "/v1/x").POST(BodyPublishers.ofString("text"))),
                bearer(
                        "POST without a body",
                        scene -> scene.request(HOST + "/v1/x").POST(BodyPublishers.noBody())),
                bearer(
                        "a Host header that says the same",
                        scene -> scene.request(HOST + "/v1/x").header("Host", scene.ports("api.acme.test:{A}"))),
                bearer(
                        "headers of the caller's",
                        scene -> scene.request(HOST + "/v1/x")
                                .headers(
                                        "Accept",
                                        "application/json",
                                        "User-Agent",
                                        "tool/1",
                                        "Cookie",
                                        "a=b",
                                        "X-Token",
                                        "mine")),
                bearer(
                        "a forwarding header",
                        scene -> scene.request(HOST + "/v1/x").header("X-Forwarded-Host", "evil.test")),
                bearer(
                        "a reference",
                        scene -> scene.request(HOST + "/v1/x").header("Authorization", "Bearer " + REFERENCE)),
                bearer(
                        "a reference that names the agent",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", "Bearer cred://meepa/login/acme#token")),
                bearer(
                        "a reference, the header in lower case",
                        scene -> scene.request(HOST + "/v1/x").header("authorization", "Bearer " + REFERENCE)),
                bearer(
                        "a reference and a body",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", "Bearer " + REFERENCE)
                                .POST(BodyPublishers.ofString("{\"credit\": \"creditable\"}"))),
                bearer(
                        "a reference and a body of unknown length",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", "Bearer " + REFERENCE)
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1 << 20])))),
                bearer(
                        "a body that speaks of a reference, without one in a header",
                        scene -> scene.request(HOST + "/v1/x")
                                .POST(BodyPublishers.ofString("how do I write " + REFERENCE + "?"))),
                bearer(
                        "a body of unknown length",
                        scene -> scene.request(HOST + "/v1/x")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3 << 20])))),
                bearer(
                        "a header that speaks of credentials",
                        scene -> scene.request(HOST + "/v1/x").header("X-Topic", "cred: what it is")),
                bearer("a time limit", scene -> scene.request(HOST + "/v1/x").timeout(Duration.ofMinutes(5))),
                bearer(
                        "a request that waits to be continued",
                        scene -> scene.request(HOST + "/v1/x")
                                .expectContinue(true)
                                .POST(BodyPublishers.ofString("text"))),
                bearer("HTTP/1.1", scene -> scene.request(HOST + "/v1/x").version(HttpClient.Version.HTTP_1_1)),
                bearer(
                        "encodings that cannot be undone",
                        scene -> scene.request(HOST + "/v1/repeat-gzip").header("Accept-Encoding", "br, zstd, gzip")),
                bearer("a redirect within the rule", HOST + "/v1/go302?to=/v1/x"),
                bearer("a permanent redirect within the rule", HOST + "/v1/go301?to=/v1/x"),
                bearer(
                        "a redirect by 303 after POST",
                        scene -> scene.request(HOST + "/v1/go303?to=/v1/x").POST(BodyPublishers.ofString("text"))),
                bearer(
                        "a redirect by 307 with the body",
                        scene -> scene.request(HOST + "/v1/go307?to=/v1/x").POST(BodyPublishers.ofString("text"))),
                bearer(
                        "a redirect by 308 with a reference",
                        scene -> scene.request(HOST + "/v1/go308?to=/v1/x")
                                .header("Authorization", "Bearer " + REFERENCE)),
                bearer("a redirect relative to the path", HOST + "/v1/a/go302?to=b"),
                bearer("a redirect to the whole address", HOST + "/v1/go302?to=http://api.acme.test:{A}/v1/x"),
                bearer("a redirect from a plain path", HOST + "/go302?to=/v1/x"),
                bearer("a redirect from another host", "http://evil.test:{B}/go302?to=http://api.acme.test:{A}/v1/x"),
                bearer("redirects one after the other", HOST + "/v1/go302?to=/v1/go302?to=/v1/go302?to=/v1/x"),
                key("a header of its own", scene -> scene.request(HOST + "/keys/x")),
                key(
                        "a header of its own, and another Authorization",
                        scene -> scene.request(HOST + "/keys/x").header("Authorization", "Bearer mine")),
                key(
                        "a header of its own, by a method of no list",
                        scene -> scene.request(HOST + "/keys/x").DELETE()),
                key(
                        "a reference in a header of its own",
                        scene -> scene.request(HOST + "/keys/x").header("x-api-key", "cred:///login/acme#key")),
                query("a parameter", HOST + "/query/x"),
                query("a parameter beside another", HOST + "/query/x?page=2"),
                query("a parameter after an empty query", HOST + "/query/x?"),
                query("a parameter before a fragment", HOST + "/query/x?page=2#part"),
                query("a parameter beside one that begins alike", HOST + "/query/x?keys=1"),
                pair("a pair", scene -> scene.request(HOST + "/pair/x")),
                pair(
                        "a pair by a reference",
                        scene -> scene.request(HOST + "/pair/x")
                                .header("Authorization", "Basic cred:///login/acme#password")));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void isServed(Twin twin) throws Exception {
        HttpResponse<String> answer =
                scene.client.send(twin.request().apply(scene).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertIsIn(twin.place(), scene.acme.last());
        assertThat(answer.uri().toString()).doesNotContain(Scene.KEY);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void isServedAsynchronously(Twin twin) throws Exception {
        HttpResponse<Void> answer = scene.client
                .sendAsync(twin.request().apply(scene).build(), BodyHandlers.discarding(), null)
                .get(5, TimeUnit.MINUTES);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertIsIn(twin.place(), scene.acme.last());
    }

    @Test
    void areFiftyAndMore() {
        assertThat(twins())
                .hasSizeGreaterThanOrEqualTo(50)
                .extracting(Twin::name)
                .doesNotHaveDuplicates();
    }

    private static void assertIsIn(Twin.Place place, Received received) {
        switch (place) {
            case BEARER -> {
                assertThat(received.headers().get("authorization")).containsExactly("Bearer " + Scene.TOKEN);
                assertThat(received.hasCanaryBeside("authorization")).isFalse();
            }
            case KEY -> {
                assertThat(received.headers().get("x-api-key")).containsExactly(Scene.KEY);
                assertThat(received.hasCanaryBeside("x-api-key")).isFalse();
            }
            case QUERY -> {
                String query = received.target().substring(received.target().indexOf('?') + 1);
                assertThat(List.of(query.split("&", -1)))
                        .filteredOn(pair -> pair.startsWith("key="))
                        .containsExactly("key=" + Scene.KEY);
                assertThat(URLDecoder.decode(query, StandardCharsets.UTF_8)).doesNotContain("#");
            }
            case PAIR -> {
                String pair = "meepa@acme.test:" + Scene.PASSWORD;
                assertThat(received.headers().get("authorization"))
                        .containsExactly(
                                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
