package io.meepa.verification.benchmarks.peer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.core.VaultVersionedKeyValueOperations;

/** Spring Vault, as its page says, and a server on this machine that does nothing but answer. */
public final class VaultClient implements AutoCloseable {

    private static final byte[] ANSWER = """
            {"request_id":"1","lease_id":"","renewable":false,"lease_duration":0,"data":{"data":{"username":"meepa",\
            "password":"correct horse","token":"ghp_example"},"metadata":{"created_time":"2026-11-21T10:00:00.000000Z",\
            "custom_metadata":null,"deletion_time":"","destroyed":false,"version":1}},"wrap_info":null,"warnings":null,\
            "auth":null}""".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final VaultVersionedKeyValueOperations secrets;

    /**
     * Starts the server and makes the client.
     *
     * @throws IOException if there is no free port
     */
    public VaultClient() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
        VaultEndpoint endpoint =
                VaultEndpoint.create("127.0.0.1", server.getAddress().getPort());
        endpoint.setScheme("http");
        secrets = new VaultTemplate(endpoint, new TokenAuthentication("a token")).opsForVersionedKeyValue("secret");
    }

    /**
     * Reads a secret.
     *
     * @return the secret
     */
    public @Nullable Object read() {
        return secrets.get("meepa/github");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
