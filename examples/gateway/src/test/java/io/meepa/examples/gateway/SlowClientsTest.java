package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-802: slow clients hold nobody up, with the token or without")
class SlowClientsTest {

    private static final int MANY = 500;
    private static final String AGENTS = "api/captain/agents";

    private final Deque<Socket> slow = new ArrayDeque<>();
    private RunningGateway running;
    private URI address;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        running = new RunningGateway(folder);
        address = URI.create(running.address());
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer " + RunningGateway.TOKEN, "Accept: */*"})
    void answersWhileManyHaveSentHalfABody(String header) throws Exception {
        for (int index = 0; index < MANY; index++) {
            begin(halfABody(header));
        }
        Client client = Client.withToken(running);
        assertThat(client.get(AGENTS).status()).isEqualTo(200);
        running.addLogin("github", "GitHub", "ghp-canary-among-slow-ones");
    }

    @Test
    void answersWhileManyHaveSentHalfAHead() throws Exception {
        for (int index = 0; index < MANY; index++) {
            begin("POST /" + AGENTS + "/meepa/credentials HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nAcc");
        }
        assertThat(Client.withToken(running).get(AGENTS).status()).isEqualTo(200);
    }

    @Test
    void answersWithoutATokenBeforeTheBodyIsThere() throws Exception {
        Socket socket = begin(halfABody("Accept: */*"));
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readNBytes("HTTP/1.1 401".length()), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 401");
    }

    private String halfABody(String header) {
        return "POST /" + AGENTS + "/meepa/credentials HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n" + header
                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"category\": ";
    }

    private Socket begin(String text) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        slow.add(socket);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
