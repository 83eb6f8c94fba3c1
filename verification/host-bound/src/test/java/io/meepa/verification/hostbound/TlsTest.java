package io.meepa.verification.hostbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("With TLS")
final class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private SSLContext before;
    private RecordingServer server;
    private CredentialManager manager;
    private HttpClient client;

    @BeforeEach
    void open() throws Exception {
        Names.write();
        before = SSLContext.getDefault();
        KeyStore keys = keys("secure.acme.test");
        SSLContext.setDefault(context(keys));
        server = RecordingServer.start(
                context(keys).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                Answers::to);
        manager = CredentialManager.builder()
                .withoutDiscovery()
                .set("credentials.credential_store.provider", "none")
                .set("credentials.http.private_hosts", List.of("secure.acme.test", "api.acme.test"))
                .set("credentials.http.rules.secure", rule("secure.acme.test"))
                .set("credentials.http.rules.api", rule("api.acme.test"))
                .open();
        manager.agent("meepa")
                .add(AgentCredential.login("acme")
                        .item("token", Secret.of(Scene.TOKEN), ItemType.API_TOKEN)
                        .build());
        client = manager.agent("meepa").tools().http();
    }

    private Map<String, Object> rule(String host) {
        return Map.of("item", "login/acme#token", "host", host, "port", (long) server.port(), "path", "/v1");
    }

    @AfterEach
    void close() throws Exception {
        SSLContext.setDefault(before);
        manager.close();
        server.close();
    }

    @Test
    @DisplayName("a host whose certificate is right gets the value")
    void isServed() throws Exception {
        HttpResponse<String> answer = send("https://secure.acme.test:" + server.port() + "/v1/repeat");

        assertThat(server.last().header("authorization")).isEqualTo("Bearer " + Scene.TOKEN);
        assertThat(answer.body()).contains("Bearer ***");
        assertThat(answer.sslSession()).isPresent();
    }

    @Test
    @DisplayName("a server that stands in for the host gets nothing")
    void needsTheCertificate() {
        assertThatThrownBy(() -> send("https://api.acme.test:" + server.port() + "/v1/x"))
                .isInstanceOf(IOException.class);
        assertThat(server.received()).isEmpty();
    }

    @Test
    @DisplayName("no redirect leads to clear text")
    void staysWithTls() throws Exception {
        HttpResponse<String> answer = send("https://secure.acme.test:" + server.port()
                + "/v1/go302?to=http://secure.acme.test:" + server.port() + "/v1/x");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    @DisplayName("the same host and port in clear text get nothing")
    void isNotClearText() {
        assertThatThrownBy(() -> send("http://secure.acme.test:" + server.port() + "/v1/x"))
                .isInstanceOf(IOException.class);
        assertThat(server.received()).isEmpty();
    }

    private HttpResponse<String> send(String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private KeyStore keys(String host) throws Exception {
        Path file = folder.resolve("keys.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "3650",
                "-startdate",
                "-5d",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
