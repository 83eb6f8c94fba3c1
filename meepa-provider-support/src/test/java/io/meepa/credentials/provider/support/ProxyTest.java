package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.ProviderUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Calls go where the host's settings send them")
final class ProxyTest {

    private final ProxySelector before = ProxySelector.getDefault();
    private final Bench bench = new Bench();

    @AfterEach
    void restore() {
        ProxySelector.setDefault(before);
    }

    @Test
    void goesThroughTheHostsProxy() throws IOException {
        try (Wire proxy = new Wire()) {
            ProxySelector.setDefault(selecting(proxy.port()));
            proxy.json(200, "{\"id\":\"x\"}");
            ApiRun run = bench.client("http://localhost:9", Map.of()).begin();
            assertThat(run.send(ApiRequest.get("see it", "x")).text("id")).isEqualTo("x");
            assertThat(proxy.requests().get(0)).startsWith("GET http://localhost:9/x HTTP/1.1");
        }
    }

    @Test
    void aProxyThatTunnelsNothingLeavesNothingDone() throws IOException {
        try (Wire proxy = new Wire()) {
            ProxySelector.setDefault(selecting(proxy.port()));
            proxy.json(403, "{}").json(403, "{}").json(403, "{}").json(403, "{}");
            ApiRun run = bench.client("https://api.example.invalid", Map.of()).begin();
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
        ApiRun run = bench.client("https://api.example.invalid", Map.of()).begin();
        assertThatThrownBy(() -> run.send(ApiRequest.post("make it", "x")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("cannot be resolved");
    }

    private static ProxySelector selecting(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.HTTP, address));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress socket, IOException error) {
                throw new AssertionError("the proxy is there", error);
            }
        };
    }
}
