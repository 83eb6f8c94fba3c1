package io.meepa.credentials.provider.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.oauth.service.ServerDiscovery;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.testkit.TestContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that publishes about itself what no client should swallow. Each is a typed failure, within bounds. */
@DisplayName("T-06: discovery: what a hostile server answers costs little memory and little time, and leads nowhere")
class HostileDiscoveryTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final long GIBIBYTE = 1L << 30;

    private final TestContexts contexts = TestContexts.create();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> sent = Collections.synchronizedSet(new TreeSet<>());
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private volatile Answer answer = exchange -> {};

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(String.valueOf(exchange.getRequestURI()));
            sent.addAll(exchange.getRequestHeaders().keySet());
            try (exchange) {
                answer.write(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    @DisplayName("a gigabyte is not read to its end")
    void readsNoGigabyte() throws InterruptedException {
        AtomicLong written = new AtomicLong();
        CountDownLatch refused = new CountDownLatch(1);
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[MEBIBYTE];
            Arrays.fill(part, (byte) ' ');
            try (OutputStream body = exchange.getResponseBody()) {
                body.write("{\"issuer\":".getBytes(StandardCharsets.UTF_8));
                while (written.get() < GIBIBYTE) {
                    body.write(part);
                    written.addAndGet(part.length);
                }
            } catch (IOException e) {
                refused.countDown();
            }
        };
        refuses(ProviderUnavailableException.class, "too long");

        assertThat(refused.await(1, TimeUnit.MINUTES))
                .as("the connection is closed on it")
                .isTrue();
        assertThat(written.get())
                .as("what fits into the buffers of two sockets")
                .isLessThan(64L * MEBIBYTE);
    }

    @Test
    @DisplayName("nor is a megabyte that a hundred grow out of")
    void readsNoBomb() {
        byte[] bomb = zipped(100 * MEBIBYTE);
        answer = exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.length);
            exchange.getResponseBody().write(bomb);
        };
        refuses(ProviderUnavailableException.class, "too long");
    }

    @Test
    @DisplayName("one byte after the other ends with the limit of a document")
    void waitsForNoDrip() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            wait(over);
        };
        refuses(ProviderUnavailableException.class, "no answer within", Map.of("call_timeout", "300ms"));
    }

    @Test
    @DisplayName("three addresses share ten seconds: the third is not asked after two that took their time")
    void limitsAllDocumentsTogether() {
        answer = exchange -> {
            contexts.clock().advance(Duration.ofSeconds(5));
            exchange.sendResponseHeaders(404, -1);
        };
        refuses(ProviderUnavailableException.class, "within 10 s");

        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @DisplayName("a redirect is not followed, wherever it leads")
    void followsNoRedirect(int status) {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", issuer() + "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        };
        refuses(ProviderUnavailableException.class, "answers " + status);

        assertThat(asked).hasSize(1).allMatch(call -> call.startsWith("/.well-known/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1",
                "https://127.1",
                "https://2130706433",
                "https://0x7f000001",
                "https://0.0.0.0",
                "https://localhost",
                "https://as.localhost",
                "https://[::1]",
                "https://[::ffff:127.0.0.1]",
                "https://169.254.169.254",
                "https://10.0.0.1",
                "https://192.168.0.1",
                "https://100.64.0.1",
                "https://[fd00::1]",
                "https://[2002:7f00:1::]",
                "http://as.example.com",
                "https://user:canary@as.example.com"
            })
    @DisplayName("an issuer at a private address, this machine or in clear is asked nothing")
    void asksNoPrivateAddress(String issuer) {
        try (ServerDiscovery strict = discovery(Map.of())) {
            assertThatThrownBy(() -> strict.of(issuer, CallGuard.none()))
                    .isExactlyInstanceOf(ProviderRejectedException.class)
                    .hasMessageNotContaining("canary");
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<html>", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800"})
    @DisplayName("what is no document is none")
    void takesNothingElseForADocument(String body) {
        answer = exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
        refuses(ProviderUnavailableException.class, "no JSON object");
    }

    @Test
    @DisplayName("endless nesting is not followed down")
    void followsNoNesting() {
        byte[] nested = "{\"a\":".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        answer = exchange -> {
            exchange.sendResponseHeaders(200, nested.length);
            exchange.getResponseBody().write(nested);
        };
        refuses(ProviderUnavailableException.class, "no JSON object");
    }

    @Test
    @DisplayName("a server that is asked gets no secret: neither key nor cookie")
    void sendsNoSecret() {
        answer = exchange -> exchange.sendResponseHeaders(404, -1);
        refuses(ProviderRejectedException.class, "publishes no metadata");

        assertThat(asked).hasSize(3).noneMatch(call -> call.contains("?"));
        assertThat(sent).isSubsetOf("Accept", "Content-length", "Host", "User-agent");
    }

    private void refuses(Class<? extends ProviderException> type, String why) {
        refuses(type, why, Map.of());
    }

    private void refuses(Class<? extends ProviderException> type, String why, Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("allow_loopback_http", true);
        try (ServerDiscovery discovery = discovery(settings)) {
            assertThatThrownBy(() -> discovery.of(issuer(), CallGuard.none()))
                    .isExactlyInstanceOf(type)
                    .hasMessageContaining(why);
        }
    }

    private ServerDiscovery discovery(Map<String, ?> values) {
        Settings settings = Settings.of(
                "credentials.connections.oauth", values, new Settings.Surroundings(key -> "test.yaml", name -> null));
        return ServerDiscovery.open(contexts.provider(settings), CallSettings.read(settings));
    }

    private String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/tenant";
    }

    private static byte[] zipped(int zeros) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write('{');
            byte[] part = new byte[MEBIBYTE];
            Arrays.fill(part, (byte) ' ');
            for (int left = zeros; left > 0; left -= part.length) {
                zip.write(part);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void wait(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What the server does with a request. */
    private interface Answer {

        void write(HttpExchange exchange) throws IOException;
    }
}
