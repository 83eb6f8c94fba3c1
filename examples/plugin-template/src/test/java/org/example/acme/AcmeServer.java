package org.example.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.testkit.provider.Disturbance;
import io.meepa.credentials.testkit.provider.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A stand-in of Acme: inboxes by name, each with a password, and the accidents that the contract asks for. */
final class AcmeServer implements Upstream {

    static final String KEY = "acme-canary-4f0a";

    private final Map<String, String> passwords = new TreeMap<>();
    private final HttpServer http;
    private Optional<Disturbance> pending = Optional.empty();
    private int countdown;
    private int calls;
    private int changes;

    private AcmeServer(HttpServer http) {
        this.http = http;
    }

    static AcmeServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            AcmeServer server = new AcmeServer(http);
            http.createContext("/inboxes/", server::handle);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    void stop() {
        http.stop(0);
    }

    @Override
    public synchronized int live(String tag) {
        return passwords.containsKey(tag) ? 1 : 0;
    }

    @Override
    public synchronized int calls() {
        return calls;
    }

    /** The JDK's client sends a GET again by itself. */
    @Override
    public synchronized int changes() {
        return changes;
    }

    @Override
    public synchronized void disturb(Disturbance disturbance, int nth) {
        pending = Optional.of(disturbance);
        countdown = nth;
    }

    @Override
    public synchronized void calm() {
        pending = Optional.empty();
    }

    @Override
    public List<Secret> secrets() {
        return List.of(Secret.of(KEY));
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        calls++;
        changes += exchange.getRequestMethod().equals("GET") ? 0 : 1;
        String key = exchange.getRequestHeaders().getFirst("Authorization");
        Optional<Disturbance> now = --countdown == 0 ? pending : Optional.empty();
        if (now.filter(Disturbance.UNREACHABLE::equals).isPresent()) {
            exchange.close();
        } else if (now.filter(Disturbance.SECRET_ECHOED::equals).isPresent()) {
            answer(exchange, 500, "cannot serve " + key);
        } else if (now.filter(Disturbance.REFUSED::equals).isPresent() || !("Bearer " + KEY).equals(key)) {
            answer(exchange, 403, "no");
        } else {
            String name = exchange.getRequestURI().getPath().replaceAll(".*/", "");
            String password = passwords.getOrDefault(name, "password-of-" + name);
            String body = name.isEmpty() ? String.join("\n", passwords.keySet()) : password;
            int status = serve(exchange.getRequestMethod(), name, password);
            if (now.filter(Disturbance.FAILED::equals).isPresent()) {
                answer(exchange, 500, "out of order"); // The effect is there all the same.
            } else if (now.isPresent()) {
                exchange.close(); // The effect is there, the answer is lost.
            } else {
                answer(exchange, status, status < 204 ? body : "");
            }
        }
    }

    private int serve(String method, String name, String password) {
        return switch (method) {
            case "PUT" -> passwords.put(name, password) == null ? 201 : 200;
            case "DELETE" -> passwords.remove(name) == null ? 404 : 204;
            default -> name.isEmpty() || passwords.containsKey(name) ? 200 : 404;
        };
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
