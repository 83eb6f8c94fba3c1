package io.meepa.verification.failover;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What lies outside of the machines: the upstream that sells boxes, and the ledger to which hosts report what was acknowledged
 * to them. Thread-safe.
 */
final class ControlServer implements AutoCloseable {

    private final LocalBoxes boxes = new LocalBoxes();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ControlServer(String address) {
        try {
            server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
    }

    LocalBoxes boxes() {
        return boxes;
    }

    /** How often something was reported. */
    long count(String what) {
        AtomicLong count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    /** How often anything was reported that begins so. */
    long countOf(String beginning) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(beginning))
                .mapToLong(entry -> entry.getValue().get())
                .sum();
    }

    /** Asks the hosts to end. */
    void end() {
        running.set(false);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        byte[] body =
                answer(path, URLDecoder.decode(query, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private String answer(String path, String query) {
        return switch (path) {
            case "/create" -> text(boxes.create(query));
            case "/find" -> boxes.find(query).map(ControlServer::text).orElse("");
            case "/delete" -> Boolean.toString(boxes.delete(query));
            case "/report" ->
                Long.toString(
                        counts.computeIfAbsent(query, key -> new AtomicLong()).incrementAndGet());
            case "/running" -> Boolean.toString(running.get());
            default -> throw new IllegalArgumentException(path);
        };
    }

    private static String text(Boxes.Box box) {
        return box.id() + " " + box.tag() + " " + box.secret();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
