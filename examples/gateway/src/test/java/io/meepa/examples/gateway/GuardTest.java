package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.examples.gateway.Client.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Nobody but the gateway's own people and pages gets an answer")
class GuardTest {

    private static final String AGENTS = "api/captain/agents";
    private static final String PROVISION = "api/captain/agents/meepa/provision";

    private static RunningGateway running;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        running = new RunningGateway(folder);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void refusesWhoeverHasNoToken() throws Exception {
        Client anonymous = Client.anonymous(running);
        assertThat(anonymous.get(AGENTS).status()).isEqualTo(401);
        assertThat(anonymous.post(PROVISION, "").status()).isEqualTo(401);
        assertThat(anonymous.with("Authorization", "Bearer wrong").get(AGENTS).status())
                .isEqualTo(401);
        assertThat(anonymous
                        .with("Authorization", "Bearer wrong")
                        .post("api/session", "")
                        .status())
                .isEqualTo(401);
        assertThat(Client.withToken(running).get(AGENTS).status()).isEqualTo(200);
    }

    @Test
    void refusesRequestsOfOtherPages() throws Exception {
        Client client = Client.withToken(running).with("Origin", "https://elsewhere.example");
        assertThat(client.get(AGENTS).status()).isEqualTo(403);
        assertThat(client.post("api/session", "").status()).isEqualTo(403);
    }

    @Test
    void refusesANameThatWasPointedAtThisMachine() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: rebound.example:80\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET / HTTP/1.1\r\nHost: "
                        + URI.create(running.address()).getAuthority() + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void answersOnLoopbackOnly() {
        assertThat(URI.create(running.address()).getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void loadsNothingFromElsewhereAndCannotBeFramed() throws Exception {
        Reply page = Client.anonymous(running).get("");
        assertThat(page.whole().headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain("http:").doesNotContain("https:");
        assertThat(Client.anonymous(running).get("page/index.html").status()).isEqualTo(401);
        assertThat(Client.withToken(running).get("..%2Findex.html").status()).isEqualTo(404);
    }

    private static String raw(String request) throws IOException {
        URI address = URI.create(running.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
