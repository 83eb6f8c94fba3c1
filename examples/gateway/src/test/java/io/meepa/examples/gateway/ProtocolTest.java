package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.examples.gateway.Client.Reply;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-804, F-806: HTTP as RFC 9110 has it, and an answer to whatever is sent")
class ProtocolTest {

    private static final String AGENTS = "api/captain/agents";
    private static final String CREDENTIALS = AGENTS + "/meepa/credentials";

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
    void refusesNestingDeeperThanAnythingNeeds() throws Exception {
        String deep = "{\"a\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertThat(Client.withToken(running).post(CREDENTIALS, deep).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32BE", "UTF-32LE", "UTF-16"})
    void refusesBodiesThatAreNotUtf8(String charset) throws Exception {
        byte[] body =
                "{\"category\": \"login\", \"service\": \"caf\u00e9 \ud83d\ude00\"}".getBytes(Charset.forName(charset));
        assertThat(Client.withToken(running).post(CREDENTIALS, body).status()).isEqualTo(400);
        // Valid JSON but for one byte in a value, which a lenient reader would replace.
        byte[] broken = "{\"category\": \"login\", \"service\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Client.withToken(running).post(CREDENTIALS, broken).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | api/captain/agents | GET, HEAD, OPTIONS",
                "PATCH | api/captain/agents/meepa/credentials | GET, HEAD, OPTIONS, POST",
                "TRACE | api/captain/agents/meepa/credentials/login/github | DELETE, OPTIONS",
                "DELETE | '' | GET, HEAD, OPTIONS",
                "QUERY | api/captain/agents/meepa/credentials/login/github | DELETE, OPTIONS",
                "INVENTED | api/session/confirmation | OPTIONS, POST"
            })
    void namesTheMethodsThatAnAddressTakes(String method, String path, String allow) throws Exception {
        Reply refused = Client.withToken(running).method(method, path);
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.whole().headers().firstValue("Allow")).hasValue(allow);
        assertThat(Client.withToken(running)
                        .method("OPTIONS", path)
                        .whole()
                        .headers()
                        .firstValue("Allow"))
                .hasValue(allow);
    }

    @Test
    void takesNoMethodWhereThereIsNoAddress() throws Exception {
        for (String method : List.of("GET", "QUERY", "DELETE")) {
            Reply refused = Client.withToken(running).method(method, "api/captain/nothing");
            assertThat(refused.status()).as(method).isEqualTo(404);
            assertThat(refused.whole().headers().firstValue("Allow")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"credentials", "provision", "reconcile"})
    void saysWhichContentItTakes(String path) throws Exception {
        Reply refused = Client.withToken(running)
                .post("api/captain/agents/meepa/" + path, "text/plain", "{\"accept_costs\": true}");
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.whole().headers().firstValue("Accept")).hasValue("application/json");
    }

    @Test
    void saysWhatATokenLooksLike() throws Exception {
        assertThat(Client.anonymous(running)
                        .get(AGENTS)
                        .whole()
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElse(""))
                .startsWith("Bearer ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer  "})
    void takesTheSchemeInAnyCase(String scheme) throws Exception {
        Client client = Client.anonymous(running).with("Authorization", scheme + RunningGateway.TOKEN);
        assertThat(client.get(AGENTS).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "page.css", AGENTS, CREDENTIALS})
    void answersHeadAsGetWithoutABody(String path) throws Exception {
        Reply get = Client.withToken(running).get(path);
        Reply head = Client.withToken(running).method("HEAD", path);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.whole().headers().firstValue("Content-Type"))
                .isEqualTo(get.whole().headers().firstValue("Content-Type"));
    }

    @Test
    void takesHeadOnlyWhereItTakesGet() throws Exception {
        Reply head = Client.withToken(running).method("HEAD", "api/captain/connections");
        assertThat(head.status()).isEqualTo(405);
        assertThat(head.whole().headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/captain/agents/%00", "api/captain/agents/%", "api/%u0000"})
    void answersAnAddressThatCannotBeReadAsAllOthers(String path) throws Exception {
        String answer = raw("GET /" + path + " HTTP/1.1\r\nAuthorization: Bearer " + RunningGateway.TOKEN);
        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .containsIgnoringCase("content-type: application/json")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .contains("\"error\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%2e%2e/ HTTP/1.1", "GET / HTTP/1.1\r\nBroken header", "nonsense"})
    void answersARequestOfNoFormWithTheHeadersOfAllOthers(String head) throws Exception {
        assertThat(raw(head))
                .startsWith("HTTP/1.1 4")
                .containsIgnoringCase("content-security-policy: default-src 'none'")
                .doesNotContain("<html");
    }

    private static String raw(String head) throws Exception {
        URI address = running.gateway.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String host = "\r\nHost: " + address.getAuthority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((head + host).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void answersWhatNobodyForesawWithItsOwnWords() throws Exception {
        // A folder stands where a file of the trail is read.
        Path audit = running.home.resolve("audit");
        Files.createDirectories(audit.resolve("audit-999999.jsonl"));
        try {
            Reply answer = Client.withToken(running).get(CREDENTIALS);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.json().path("error").asText()).isEqualTo("failed");
        } finally {
            Files.delete(audit.resolve("audit-999999.jsonl"));
        }
    }

    @Test
    void saysInOneLineThatThePortIsTaken(@TempDir Path folder) throws Exception {
        Path configuration = Files.writeString(folder.resolve("config.yaml"), "credentials: {enabled: true}\n");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.meepa.examples.gateway.Gateway",
                            configuration.toString(),
                            folder.resolve("home").toString(),
                            "--port=" + taken.getLocalPort())
                    .start();
            String error = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("SLF4J"))
                    .collect(Collectors.joining("\n"));
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(error)
                    .contains("port " + taken.getLocalPort() + " is taken")
                    .doesNotContain("\tat ");
        }
    }
}
