package io.meepa.verification.hostbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A proxy of the JVM")
final class ProxyTest {

    private final ProxySelector before = ProxySelector.getDefault();
    private RecordingServer proxy;
    private Scene scene;

    @BeforeEach
    void open() throws Exception {
        proxy = RecordingServer.start(Answers::to);
        scene = new Scene();
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("localhost", proxy.port())));
    }

    @AfterEach
    void close() throws Exception {
        ProxySelector.setDefault(before);
        scene.close();
        proxy.close();
    }

    @Test
    @DisplayName("gets no request in clear that carries a value: it goes directly")
    void seesNoValue() throws Exception {
        scene.client.send(scene.request("http://api.acme.test:{A}/v1/x").build(), BodyHandlers.discarding());

        assertThat(proxy.received()).isEmpty();
        assertThat(scene.acme.last().header("authorization")).isEqualTo("Bearer " + Scene.TOKEN);
    }

    @Test
    @DisplayName("gets requests without a value, as from any client")
    void isUsedForOthers() throws Exception {
        scene.client.send(scene.request("http://api.acme.test:{A}/x").build(), BodyHandlers.discarding());

        assertThat(scene.acme.received()).isEmpty();
        assertThat(proxy.last().hasCanary()).isFalse();
    }

    @Test
    @DisplayName("learns of a request with TLS where it goes, and nothing else")
    void tunnels() {
        assertThatThrownBy(() -> scene.client.send(
                        scene.request("https://api.acme.test:{A}/v1/x").build(), BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);

        assertThat(proxy.received()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("CONNECT");
            assertThat(request.hasCanary()).isFalse();
        });
    }
}
