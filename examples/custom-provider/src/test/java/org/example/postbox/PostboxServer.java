package org.example.postbox;

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

/** A mail server of 100 lines: mailboxes with a note each, and the accidents that the contract asks for. */
final class PostboxServer implements Upstream {

    static final String KEY = "postbox-canary-4f0a";
    private static final String STRANGER = "the postmaster's own";

    private final Map<String, String> notes = new TreeMap<>();
    private final HttpServer http;
    private Optional<Disturbance> pending = Optional.empty();
    private int countdown;
    private int calls;
    private int changes;

    private PostboxServer(HttpServer http) {
        this.http = http;
    }

    static PostboxServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            PostboxServer server = new PostboxServer(http);
            http.createContext("/admin/mailboxes/", server::handle);
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
        return (int) notes.values().stream().filter(tag::equals).count();
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

    /** The agent of a tag asks for a mailbox of its own name; a person has it. */
    @Override
    public synchronized boolean occupy(String tag) {
        notes.put(tag.split("\\.")[1], STRANGER);
        return true;
    }

    @Override
    public int untouched() {
        return live(STRANGER);
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
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = serve(exchange.getRequestMethod(), name, form);
            if (now.filter(Disturbance.FAILED::equals).isPresent()) {
                answer(exchange, 500, "out of order"); // The effect is there all the same.
            } else if (now.isPresent()) {
                exchange.close(); // The effect is there, the answer is lost.
            } else {
                answer(exchange, status, status == 200 ? body(name) : "");
            }
        }
    }

    private int serve(String method, String name, String form) {
        boolean there = name.isEmpty() || notes.containsKey(name);
        return switch (method) {
            case "PUT" -> there ? 409 : created(name, form.replaceAll(".*note=([^&]*).*", "$1"));
            case "DELETE" -> notes.remove(name) == null ? 404 : 204;
            default -> there ? 200 : 404;
        };
    }

    private String body(String name) {
        return name.isEmpty() ? String.join("\n", notes.keySet()) : notes.get(name);
    }

    private int created(String name, String note) {
        notes.put(name, note);
        return 201;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
