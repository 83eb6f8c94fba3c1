package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
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
    private static final int FEW = 64;
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

    /** More than the gateway has threads, and each has sent a part of its body, so that its request has begun. */
    @Test
    void answersAtOnceWhileOthersSendTheirBodiesBitByBit() throws Exception {
        for (int index = 0; index < FEW; index++) {
            begin(halfABody("Authorization: Bearer " + RunningGateway.TOKEN));
        }
        Client client = Client.withToken(running);
        for (Socket socket : slow) {
            write(socket, "\"login\", ");
        }
        assertThat(client.get(AGENTS).status()).isEqualTo(200);
        running.addLogin("github", "GitHub", "ghp-canary-among-slow-ones");
        assertThat(waiting()).as("threads that wait for a body").isEmpty();
    }

    @Test
    void takesABodyThatComesBitByBit() throws Exception {
        String body =
                "{\"category\": \"login\", \"service\": \"slow\", \"items\": [{\"key\": \"k\", \"value\": \"v\"}]}";
        Socket socket = begin("POST /" + AGENTS + "/meepa/credentials HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nAuthorization: Bearer " + RunningGateway.TOKEN
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n");
        for (String part : body.split("(?<=[,:])", -1)) {
            write(socket, part);
        }
        assertThat(new String(socket.getInputStream().readNBytes("HTTP/1.1 201".length()), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 201");
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

    @Test
    void answersAtAFileWithoutABody() throws Exception {
        Socket socket = begin("POST /page.js HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nContent-Length: 100000\r\n\r\nthe beginning");
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readNBytes("HTTP/1.1 405".length()), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 405");
    }

    private String halfABody(String header) {
        return "POST /" + AGENTS + "/meepa/credentials HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n" + header
                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"category\": ";
    }

    private Socket begin(String text) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        slow.add(socket);
        write(socket, text);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static List<Thread> waiting() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().endsWith("HttpInput")))
                .map(Map.Entry::getKey)
                .toList();
    }
}
