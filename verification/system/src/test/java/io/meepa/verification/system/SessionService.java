package io.meepa.verification.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.testkit.fake.FakeTokenServer;
import io.meepa.credentials.testkit.fake.FakeTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The testkit's token server over real HTTP, for hosts in other processes. It answers with the number of the new tokens. */
final class SessionService implements AutoCloseable {

    private final FakeTokenServer tokens = new FakeTokenServer();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile CountDownLatch reached = new CountDownLatch(1);
    private volatile CountDownLatch answer = new CountDownLatch(0);

    private SessionService(HttpServer server) {
        this.server = server;
    }

    static SessionService start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SessionService service = new SessionService(server);
        server.createContext("/token", service::trade);
        server.setExecutor(service.threads);
        server.start();
        return service;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    FakeTokenServer tokens() {
        return tokens;
    }

    /** Keeps answers back from now on, with their effect. */
    void hold() {
        reached = new CountDownLatch(1);
        answer = new CountDownLatch(1);
    }

    void awaitCall() throws InterruptedException {
        reached.await();
    }

    void release() {
        answer.countDown();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private void trade(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Optional<FakeTokens> bought = bought(Secret.of(sent));
        reached.countDown();
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] body = bought.map(SessionService::number).orElse("invalid_grant").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(bought.isEmpty() ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Optional<FakeTokens> bought(Secret refreshToken) {
        try {
            return Optional.of(tokens.trade(refreshToken));
        } catch (ProviderRejectedException e) {
            return Optional.empty();
        }
    }

    private static String number(FakeTokens bought) {
        return bought.access().reveal().replaceAll("\\D", "");
    }
}
