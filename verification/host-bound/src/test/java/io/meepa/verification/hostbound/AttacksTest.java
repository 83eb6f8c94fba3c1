package io.meepa.verification.hostbound;

import static io.meepa.verification.hostbound.Attack.elsewhere;
import static io.meepa.verification.hostbound.Attack.notFurther;
import static io.meepa.verification.hostbound.Attack.plain;
import static io.meepa.verification.hostbound.Attack.refused;
import static io.meepa.verification.hostbound.Attack.refusedThere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.verification.watch.Canaries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What no rule is for gets no value")
final class AttacksTest {

    private static final String HOST = "http://api.acme.test:{A}";
    private static final String REFERENCE = "cred:///login/acme#token";
    private static final String BEARER = "Bearer " + REFERENCE;

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

    static List<Attack> attacks() {
        return List.of(
                plain("another host", "http://evil.test:{A}/v1/x"),
                plain("a look-alike with a hyphen", "http://api-acme.test:{A}/v1/x"),
                plain("the host as the beginning of another", "http://api.acme.test.evil.test:{A}/v1/x"),
                plain("the host as the end of another", "http://xapi.acme.test:{A}/v1/x"),
                plain("the parent domain", "http://acme.test:{A}/v1/x"),
                plain("a child domain", "http://x.api.acme.test:{A}/v1/x"),
                plain("a look-alike in punycode", "http://xn--pi-7kc.acme.test:{A}/v1/x"),
                plain("a trailing dot", "http://api.acme.test.:{A}/v1/x"),
                plain("the host as user name", "http://api.acme.test@evil.test:{A}/v1/x"),
                plain("the host and port as user and password", "http://api.acme.test:{A}@evil.test:{A}/v1/x"),
                plain("a user name before the host", "http://user:pass@api.acme.test:{A}/v1/x"),
                plain("an empty user name before the host", "http://@api.acme.test:{A}/v1/x"),
                plain("the host's address instead of its name", "http://127.0.0.1:{A}/v1/x"),
                refused("the host's address as one number", "http://2130706433:{A}/v1/x"),
                refused("the host's address in IPv6", "http://[::ffff:127.0.0.1]:{A}/v1/x"),
                plain("another port", "http://api.acme.test:{B}/v1/x"),
                elsewhere("the usual port", "http://api.acme.test/v1/x"),
                elsewhere("another scheme", "https://api.acme.test:{A}/v1/x"),
                plain("another method", scene -> scene.request(HOST + "/v1/x").DELETE()),
                plain(
                        "a method in lower case",
                        scene -> scene.request(HOST + "/v1/x").method("get", BodyPublishers.noBody())),
                plain("another path", HOST + "/admin"),
                plain("a path that begins alike", HOST + "/v1x"),
                plain("a path in capitals", HOST + "/V1/x"),
                plain("an escaped letter in the prefix", HOST + "/v%31/x"),
                plain("dot segments", HOST + "/v1/../admin"),
                plain("escaped dot segments", HOST + "/v1/%2e%2e/admin"),
                plain("half-escaped dot segments", HOST + "/v1/.%2E/admin"),
                plain("dot segments escaped twice", HOST + "/v1/%252e%252e/admin"),
                plain("dot segments with parameters", HOST + "/v1/..;x=1/admin"),
                plain("dot segments in overlong UTF-8", HOST + "/v1/%c0%ae%c0%ae/admin"),
                plain("full-width dot segments", HOST + "/v1/%EF%BC%8E%EF%BC%8E/admin"),
                plain("an escaped slash", HOST + "/v1/..%2fadmin"),
                plain("an escaped backslash", HOST + "/v1/..%5cadmin"),
                plain("an escaped control character", HOST + "/v1/x%00/../admin"),
                plain("an empty first segment", HOST + "//v1/x"),
                plain(
                        "a Host header of another host",
                        scene -> scene.request(HOST + "/v1/x").header("Host", "evil.test")),
                plain(
                        "a Host header of another port",
                        scene -> scene.request(HOST + "/v1/x").header("Host", scene.ports("api.acme.test:{B}"))),
                plain(
                        "a Host header of this host at another one",
                        scene -> scene.request("http://evil.test:{A}/v1/x")
                                .header("Host", scene.ports("api.acme.test:{A}"))),
                plain("a rule of another tool", HOST + "/tool/x"),
                plain("a rule of another agent", HOST + "/other/x"),
                refused("a reference in the query", HOST + "/v1/x?token=" + REFERENCE),
                refused("an escaped reference in the query", HOST + "/v1/x?token=cred%3A%2F%2F%2Flogin%2Facme%23token"),
                refused("a reference in the path", HOST + "/v1/cred:///login/acme"),
                refused(
                        "a second copy in the query",
                        scene -> scene.request(HOST + "/v1/x?copy=" + REFERENCE).header("Authorization", BEARER)),
                refused(
                        "a second copy in the body",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", BEARER)
                                .POST(BodyPublishers.ofString("say " + REFERENCE))),
                refused(
                        "a second copy in a form",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", BEARER)
                                .POST(BodyPublishers.ofString("text=cred%3A%2F%2F%2Flogin%2Facme%23token"))),
                refused(
                        "a second copy in JSON",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", BEARER)
                                .POST(BodyPublishers.ofString("{\"text\":\"cred:\\/\\/\\/login\\/acme#token\"}"))),
                refused(
                        "a second copy beyond what is searched",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", BEARER)
                                .POST(BodyPublishers.ofString("x".repeat(1 << 20) + REFERENCE))),
                refused(
                        "a second copy in another header",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", BEARER)
                                .header("X-Copy", REFERENCE)),
                refused(
                        "a second copy in the same header",
                        scene -> scene.request(HOST + "/v1/x").header("Authorization", BEARER + " " + REFERENCE)),
                refused(
                        "the same header twice",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", "Bearer mine")
                                .header("Authorization", BEARER)),
                refused(
                        "a reference in another header than the rule's",
                        scene -> scene.request(HOST + "/v1/x").header("X-Token", REFERENCE)),
                refused(
                        "a reference to another item",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", "Bearer cred:///login/acme#password")),
                refused(
                        "a reference to another agent",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", "Bearer cred://other/login/acme#token")),
                refused(
                        "a reference that no rule is for",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", "Bearer cred:///login/bank#token")),
                refused(
                        "a reference at another host",
                        scene -> scene.request("http://evil.test:{A}/v1/x").header("Authorization", BEARER)),
                refused(
                        "a reference at another path",
                        scene -> scene.request(HOST + "/admin").header("Authorization", BEARER)),
                refused(
                        "a malformed reference",
                        scene -> scene.request(HOST + "/v1/x").header("Authorization", "Bearer cred://login/acme")),
                refused(
                        "a reference in capitals",
                        scene -> scene.request(HOST + "/v1/x")
                                .header("Authorization", "Bearer CRED:///login/acme#token")),
                refused(
                        "a reference for a query",
                        scene -> scene.request(HOST + "/query/x")
                                .header("Authorization", "Bearer cred:///login/acme#key")),
                plain(
                        "an own value in the rule's header",
                        scene -> scene.request(HOST + "/v1/x").header("authorization", "Bearer mine")),
                plain("an own parameter in the query", HOST + "/query/x?key=mine"),
                plain("an own parameter, escaped", HOST + "/query/x?%6bey=mine"),
                new Attack(
                        "a request whose address changes",
                        Attack.End.PLAIN,
                        scene ->
                                new ChangingRequest(scene.uri("http://evil.test:{A}/v1/x"), scene.uri(HOST + "/v1/x"))),
                notFurther("a redirect to another host", HOST + "/v1/go302?to=http://evil.test:{B}/v1/x"),
                notFurther("a permanent redirect to another host", HOST + "/v1/go301?to=http://evil.test:{B}/v1/x"),
                notFurther("a redirect by 303", HOST + "/v1/go303?to=http://evil.test:{B}/v1/x"),
                notFurther("a redirect by 307", HOST + "/v1/go307?to=http://evil.test:{B}/v1/x"),
                notFurther("a redirect by 308", HOST + "/v1/go308?to=http://evil.test:{B}/v1/x"),
                notFurther("a redirect to another port", HOST + "/v1/go302?to=http://api.acme.test:{B}/v1/x"),
                notFurther("a redirect to another path", HOST + "/v1/go302?to=/admin"),
                notFurther("a redirect without a scheme", HOST + "/v1/go302?to=//evil.test:{B}/v1/x"),
                notFurther("a redirect to a trailing dot", HOST + "/v1/go302?to=http://api.acme.test.:{A}/v1/x"),
                notFurther("a redirect to a user name", HOST + "/v1/go302?to=http://api.acme.test@evil.test:{B}/v1/x"),
                notFurther("a redirect out by dot segments", HOST + "/v1/go302?to=/v1/%2e%2e/admin"),
                notFurther(
                        "a redirect by way of another host",
                        HOST + "/v1/go302?to=http://evil.test:{B}/go302?to=http://evil.test:{B}/x"),
                new Attack(
                        "a redirect with the caller's own reference",
                        Attack.End.NOT_FURTHER,
                        scene -> scene.request(HOST + "/v1/go307?to=http://evil.test:{B}/v1/x")
                                .header("Authorization", BEARER)
                                .build()),
                new Attack(
                        "a redirect with the caller's own value",
                        Attack.End.NOT_FURTHER,
                        scene -> scene.request(HOST + "/v1/go307?to=http://evil.test:{B}/x")
                                .header("Authorization", "Bearer " + Scene.TOKEN)
                                .build()),
                refusedThere(
                        "a redirect that repeats the value", HOST + "/v1/leak-location?to=http://evil.test:{B}/v1/x"),
                refusedThere(
                        "a redirect that repeats the value in base64",
                        HOST + "/v1/leak-location-base64?to=http://evil.test:{B}/v1/x"),
                refusedThere("a redirect to a private address", HOST + "/v1/go302?to=http://private.test/x"),
                refusedThere(
                        "a redirect to a metadata service",
                        HOST + "/v1/go302?to=http://169.254.169.254/latest/meta-data/"),
                refused("a private address", "http://10.0.0.1/x"),
                refused("a name with a private address", "http://private.test/x"),
                refused("a metadata service", "http://169.254.169.254/latest/meta-data/"),
                refused("a name of a metadata service", "http://metadata.test/latest/meta-data/"),
                refused("a metadata service in IPv6", "http://[fd00:ec2::254]/latest/meta-data/"),
                refused("a metadata service behind NAT64", "http://[64:ff9b::a9fe:a9fe]/latest/meta-data/"),
                refused("a metadata service mapped to IPv6", "http://[::ffff:169.254.169.254]/latest/meta-data/"),
                refused("this machine in IPv6", "http://[::1]:{A}/v1/x"),
                refused("this machine as the address of none", "http://0.0.0.0:{A}/v1/x"),
                refused("a shared address of a provider", "http://100.100.100.200/latest/meta-data/"),
                refused("a name of which one address is reserved", "http://half.acme.test:{A}/v1/x"));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void getsNothing(Attack attack) throws Exception {
        Throwable failure = null;
        HttpResponse<String> answer = null;
        try {
            HttpRequest request = attack.request().apply(scene);
            answer = scene.client.send(request, BodyHandlers.ofString());
        } catch (Exception e) {
            failure = e;
        }

        assertThat(scene.injections()).isEmpty();
        switch (attack.end()) {
            case PLAIN -> {
                assertThat(failure).isNull();
                assertThat(scene.received()).isNotEmpty().noneMatch(Received::hasCanary);
            }
            case NOT_FURTHER -> {
                assertThat(failure).isNull();
                assertThat(scene.received()).hasSizeGreaterThan(1);
                assertThat(scene.received().subList(0, 1)).allMatch(Received::hasCanary);
                assertThat(scene.received()).filteredOn(Received::hasCanary).hasSize(1);
            }
            case REFUSED, REFUSED_THERE -> {
                assertThat(answer).isNull();
                assertThat(failure).isInstanceOf(RequestRefusedException.class);
                assertThat(Canaries.formsIn(printed(Objects.requireNonNull(failure))))
                        .isEmpty();
            }
            case ELSEWHERE -> assertThat(scene.received()).isEmpty();
        }
        if (attack.end() != Attack.End.NOT_FURTHER && attack.end() != Attack.End.REFUSED_THERE) {
            assertThat(scene.additions()).as("values that the client added").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://\u0430pi.acme.test:1/v1/x",
                "http://api\uff0eacme.test:1/v1/x",
                "http://api.acme.test%40evil.test:1/v1/x",
                "http://evil.test\\@api.acme.test:1/v1/x"
            })
    @DisplayName("the JDK makes no request for what is no host: this client relies on it")
    void areNoRequests(String address) {
        assertThatThrownBy(() -> HttpRequest.newBuilder(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areFiftyAndMore() {
        assertThat(attacks())
                .hasSizeGreaterThanOrEqualTo(50)
                .extracting(Attack::name)
                .doesNotHaveDuplicates();
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
