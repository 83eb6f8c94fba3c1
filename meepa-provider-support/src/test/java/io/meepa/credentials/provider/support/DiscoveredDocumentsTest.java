package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Documents at addresses that another host named are fetched within bounds")
final class DiscoveredDocumentsTest {

    private final CallFixture fixture = new CallFixture();
    private final List<Object> asked = new ArrayList<>();
    private ScriptedServer server;
    private DiscoveredDocuments documents;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        documents = documents(Map.of("allow_loopback_http", true));
    }

    @AfterEach
    void close() throws IOException {
        documents.close();
        server.close();
    }

    @Test
    void fetchesADocumentWithoutAKeyAndAsksTheGuard() {
        server.json(200, "{\"issuer\":\"https://a.example\"}");
        assertThat(fetch("/.well-known/oauth-authorization-server/a?x=%2F1")
                        .orElseThrow()
                        .path("issuer")
                        .asText())
                .isEqualTo("https://a.example");
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("GET /.well-known/oauth-authorization-server/a?x=%2F1 HTTP/1.1")
                .doesNotContain("Authorization");
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void thereMayBeNone(int status) {
        server.json(status, "<html>nothing here</html>");
        assertThat(fetch("/x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 401, 403, 500, 503, 204})
    void anyOtherAnswerIsNoDocument(int status) throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer()) {
            server.json(status, "", "Location: " + elsewhere.url());
            assertThatThrownBy(() -> fetch("/x"))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("answers " + status);
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "{\"a\":1,\"a\":2}", "{}{}", "<html>"})
    void anythingButAnObjectIsNoDocument(String body) {
        server.json(200, body);
        assertThatThrownBy(() -> fetch("/x"))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("has no JSON object");
    }

    @Test
    void takesADocumentAtTheLimitAndRefusesOneByteMore() {
        String frame = "{\"a\":\"\"}";
        server.json(200, "{\"a\":\"" + "x".repeat(DiscoveredDocuments.LARGEST - frame.length()) + "\"}");
        assertThat(fetch("/x")).isPresent();
        server.json(200, "{\"a\":\"" + "x".repeat(DiscoveredDocuments.LARGEST - frame.length() + 1) + "\"}");
        assertThatThrownBy(() -> fetch("/x"))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void takesANestingAtTheLimitAndRefusesOneDeeper() {
        server.json(200, nested(DiscoveredDocuments.DEEPEST));
        assertThat(fetch("/x")).isPresent();
        server.json(200, nested(DiscoveredDocuments.DEEPEST + 1));
        assertThatThrownBy(() -> fetch("/x")).isExactlyInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void aDocumentThatDripsEndsWithTheDeadline() {
        server.reply((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
            out.flush();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        assertThatThrownBy(() -> fetch("/x"))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("no answer within 5000 ms");
    }

    @Test
    @DisplayName("several documents share one limit of time: what would begin after it is not asked for")
    void limitsDocumentsTogether() {
        server.json(404, "").json(404, "").json(404, "");
        URI one = URI.create(server.url() + "/x");
        assertThatThrownBy(() -> documents.firstOf("read it", List.of(one, one, one), longest -> fixture.pass(4)))
                .isExactlyInstanceOf(ProviderUnavailableException.class);
        assertThat(server.requests())
                .as("the third would begin after twelve seconds")
                .hasSize(2);
    }

    @Test
    void takesTheFirstDocumentThatIsThere() {
        server.json(404, "");
        server.json(200, "{\"a\":1}");
        URI one = URI.create(server.url() + "/x");
        assertThat(documents.firstOf("read it", List.of(one, one, one), asked::add))
                .isPresent();
        assertThat(server.requests()).hasSize(2);
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example/x",
                "ftp://a.example/x",
                "https://user@a.example/x",
                "https://a.example/x#y",
                "https://127.0.0.1/x",
                "https://127.1/x",
                "https://2130706433/x",
                "https://[::1]/x",
                "https://[::ffff:127.0.0.1]/x",
                "https://169.254.169.254/x",
                "https://localhost/x",
                "https:/x",
                "mailto:a@a.example"
            })
    void refusesAnAddressThatLeadsElsewhere(String address) {
        try (DiscoveredDocuments strict = documents(Map.of())) {
            assertThatThrownBy(() -> strict.fetch("read it", URI.create(address), asked::add))
                    .isExactlyInstanceOf(ProviderRejectedException.class)
                    .hasMessageContaining("an address that the other side named");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesAHostWithoutAPublicAddress() {
        BaseUrl base = BaseUrl.discovered("https://mcp.example.com:8443/mcp?profile=x", AddressPolicy.PUBLIC);
        assertThat(base).hasToString("https://mcp.example.com:8443/mcp?profile=x");
        assertThatThrownBy(() -> base.checkResolved(
                        host -> new java.net.InetAddress[] {java.net.InetAddress.getByName("169.254.169.254")}))
                .isExactlyInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("nothing was sent");
    }

    @Test
    void keepsTheTextOfAnAddressAsItIs() {
        assertThat(BaseUrl.discovered("https://oauth.example.com/", AddressPolicy.PUBLIC))
                .hasToString("https://oauth.example.com/");
    }

    private java.util.Optional<com.fasterxml.jackson.databind.JsonNode> fetch(String path) {
        return documents.fetch("read it", URI.create(server.url() + path), asked::add);
    }

    private DiscoveredDocuments documents(Map<String, ?> values) {
        ProviderContext context = fixture.context(new HashMap<>(values));
        return DiscoveredDocuments.open("Some", context, CallSettings.read(context.settings()));
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }
}
