package io.meepa.verification.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers as a service did when the fixture was made: by method and path, in the order of then, the last answer for ever.
 * What was not asked then is not found. Thread-safe.
 */
final class Answers implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Deque<JsonNode>> answers = new HashMap<>();
    private final List<String> changes = new ArrayList<>();
    private final HttpServer server;

    Answers(JsonNode exchanges) throws IOException {
        for (JsonNode exchange : exchanges) {
            answers.computeIfAbsent(
                            exchange.path("method").asText() + " "
                                    + exchange.path("path").asText(),
                            key -> new ArrayDeque<>())
                    .add(exchange);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns every request that was no mere look: method, path and body. */
    synchronized List<String> changes() {
        return List.copyOf(changes);
    }

    /** Writes a request in one line; a body without the spaces of whoever wrote it. */
    static String line(String method, String path, String body) {
        try {
            return method + " " + path + (body.isBlank() ? "" : " " + JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!method.equals("GET")) {
            changes.add(line(method, path, body));
        }
        Deque<JsonNode> left = answers.getOrDefault(method + " " + path, new ArrayDeque<>());
        JsonNode answer = left.size() > 1 ? left.poll() : left.peek();
        byte[] bytes =
                answer == null ? new byte[0] : answer.path("body").asText().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                answer == null ? 404 : answer.path("status").asInt(), bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
