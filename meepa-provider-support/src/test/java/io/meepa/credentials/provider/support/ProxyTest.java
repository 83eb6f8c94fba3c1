package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.support.retry.Backoff;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Calls go where the host's settings send them")
final class ProxyTest {

    private final ProxySelector before = ProxySelector.getDefault();
    private final CallFixture fixture = new CallFixture();

    @AfterEach
    void restore() {
        ProxySelector.setDefault(before);
    }

    @Test
    void goesThroughTheHostsProxy() throws IOException {
        try (ScriptedServer proxy = new ScriptedServer()) {
            ProxySelector.setDefault(selecting(proxy.port()));
            proxy.json(200, "{\"id\":\"x\"}");
            ApiRun run = fixture.client("http://localhost:9", Map.of()).begin();
            assertThat(run.send(ApiRequest.get("see it", "x")).text("id")).isEqualTo("x");
            assertThat(proxy.requests().get(0)).startsWith("GET http://localhost:9/x HTTP/1.1");
        }
    }

    @Test
    void aProxyThatTunnelsNothingLeavesNothingDone() throws IOException {
        try (ScriptedServer proxy = new ScriptedServer()) {
            ProxySelector.setDefault(selecting(proxy.port()));
            proxy.json(403, "{}").json(403, "{}").json(403, "{}").json(403, "{}");
            ApiRun run = fixture.client("https://api.example.invalid", Map.of()).begin();
            assertThatThrownBy(() -> run.send(ApiRequest.get("see it", "x")))
                    .isInstanceOf(ProviderUnavailableException.class);
            assertThat(proxy.requests().get(0))
                    .startsWith("CONNECT api.example.invalid:443")
                    .doesNotContain("Authorization: Bearer");
        }
    }

    @Test
    void aNameThatCannotBeResolvedLeavesNothingDone() {
        ProxySelector.setDefault(ProxySelector.of(null));
        ApiRun run = fixture.client("https://api.example.invalid", Map.of()).begin();
        assertThatThrownBy(() -> run.send(ApiRequest.post("make it", "x")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("cannot be resolved");
    }

    @Test
    @DisplayName("F-501: a proxy that wants a login leaves nothing done, and says how to give it one")
    void aProxyThatWantsALoginLeavesNothingDone() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                ProxyServer proxy = new ProxyServer(server.port()).wanting("Basic eDp5")) {
            ProxySelector.setDefault(proxy.selector());
            assertThatThrownBy(() -> make(Map.of()))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining(
                            "the proxy localhost:" + proxy.port() + " wants a login (407); nothing was sent")
                    .hasMessageContaining("set proxy_login_env");
            assertThat(proxy.requests()).hasSize(1).first().asString().doesNotContain("Bearer");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("F-501: where the JVM withholds a login from proxies, the message names the switch and no password")
    void namesTheSwitchOfAJvmThatWithholdsTheLogin() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                ProxyServer proxy = new ProxyServer(server.port()).wanting(basic(CallFixture.PROXY_LOGIN))) {
            ProxySelector.setDefault(proxy.selector());
            assertThatThrownBy(() -> make(Map.of("proxy_login_env", "PROXY_LOGIN")))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("-Djdk.http.auth.tunneling.disabledSchemes=")
                    .message()
                    .doesNotContain("s3cr3t");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {400, 403, 404})
    @DisplayName("F-502: a proxy that refuses the way leaves nothing done, is named, and is not asked again")
    void aProxyThatRefusesIsNamed(int status) throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                ProxyServer proxy = new ProxyServer(server.port()).refusing(status, "<html>blocked k3y</html>")) {
            ProxySelector.setDefault(proxy.selector());
            assertThatThrownBy(() -> make(Map.of()))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining(
                            "the proxy localhost:" + proxy.port() + " refused the way there with " + status)
                    .hasMessageContaining("nothing was sent")
                    .message()
                    .doesNotContain("k3y");
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {429, 502, 503, 504})
    @DisplayName("F-502: a proxy that cannot reach the service now is asked again, also for a create")
    void aProxyThatIsBusyIsAskedAgain(int status) throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                ProxyServer proxy = new ProxyServer(server.port()).refusing(status, "")) {
            ProxySelector.setDefault(proxy.selector());
            assertThatThrownBy(() -> make(Map.of())).isExactlyInstanceOf(ProviderUnavailableException.class);
            assertThat(proxy.requests()).hasSize(Backoff.ATTEMPTS);
        }
    }

    @Test
    @DisplayName("F-502: a proxy that hangs up before it answers leaves nothing done")
    void aProxyThatHangsUpLeavesNothingDone() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                ProxyServer proxy = new ProxyServer(server.port()).hangingUp()) {
            ProxySelector.setDefault(proxy.selector());
            assertThatThrownBy(() -> make(Map.of()))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("to the proxy localhost:" + proxy.port());
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws IOException {
        ProxySelector gone;
        int port;
        try (ProxyServer proxy = new ProxyServer(0)) {
            gone = proxy.selector();
            port = proxy.port();
        }
        ProxySelector.setDefault(gone);
        assertThatThrownBy(() -> make(Map.of()))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("no connection to the proxy localhost:" + port);
    }

    @Test
    @DisplayName("F-501: a 407 in clear is the proxy's own word: nothing was done")
    void aLoginThatIsWantedInClearLeavesNothingDone() throws IOException {
        try (ScriptedServer proxy = new ScriptedServer()) {
            ProxySelector.setDefault(selecting(proxy.port()));
            proxy.json(407, "{}", "Proxy-Authenticate: Basic realm=\"corp\"");
            ApiRun run = fixture.client("http://localhost:9", Map.of()).begin();
            assertThatThrownBy(() -> run.send(ApiRequest.post("make it", "x")))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("wants a login (407)");
        }
    }

    @Test
    @DisplayName("The JDK's client ignores SOCKS proxies, so the address guard does not rely on one")
    void aSocksProxyDoesNotSwitchTheAddressGuardOff() {
        Proxy socks = new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
        ProxySelector.setDefault(selecting(socks));
        InetAddress[] inside = {InetAddress.getLoopbackAddress()};
        ProviderContext context = fixture.context(Map.of("base_url", "https://api.example.com"));
        CallSettings settings = CallSettings.read(context.settings());
        ApiEndpoint endpoint = () -> ApiEndpoint.Grant.open(settings.baseUrl().orElseThrow());
        try (ApiClient client =
                ApiClient.open("Some", context, settings, endpoint, CallFixture::classify, host -> inside)) {
            assertThatThrownBy(() -> client.begin().send(ApiRequest.get("see it", "x")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("nothing was sent");
        }
    }

    private ApiAnswer make(Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("base_url", "https://api.vendor.example");
        values.put("allow_loopback_http", false);
        try (ApiClient client = fixture.client("https://api.vendor.example", values)) {
            return client.begin().send(ApiRequest.post("make it", "x"));
        }
    }

    static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static ProxySelector selecting(int port) {
        return selecting(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    private static ProxySelector selecting(Proxy proxy) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(proxy);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress socket, IOException error) {
                throw new AssertionError("the proxy is there", error);
            }
        };
    }
}
