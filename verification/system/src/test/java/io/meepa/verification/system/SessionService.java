package io.meepa.verification.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service of sessions over real HTTP. A refresh token buys one access token and the next refresh token; one that was
 * used before is refused and counted, as a service would end the session for it.
 */
final class SessionService implements AutoCloseable {

    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile CountDownLatch reached = new CountDownLatch(1);
    private volatile CountDownLatch answer = new CountDownLatch(0);
    private int current;

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

    /** What a person who signs in gets: the number that the next refresh token bears. */
    synchronized int signIn() {
        return ++current;
    }

    synchronized int current() {
        return current;
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
        calls.incrementAndGet();
        int next = spend(sent);
        reached.countDown();
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] body = (next < 0 ? "invalid_grant" : String.valueOf(next)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(next < 0 ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized int spend(String sent) {
        if (!sent.equals("refresh-" + current)) {
            refused.incrementAndGet();
            return -1;
        }
        return ++current;
    }
}
