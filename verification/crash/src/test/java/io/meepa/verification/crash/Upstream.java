package io.meepa.verification.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service on loopback HTTP that outlives its callers and remembers all they ever made it do, one account per agent. */
final class Upstream implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    private Upstream(HttpServer server) {
        this.server = server;
    }

    static Upstream start() throws IOException {
        Upstream upstream =
                new Upstream(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        upstream.server.setExecutor(upstream.threads);
        upstream.server.createContext("/", upstream::answer);
        upstream.server.start();
        return upstream;
    }

    String port() {
        return Integer.toString(server.getAddress().getPort());
    }

    /** The account of the agent that proofs look at; others only warm up. */
    Account account(String namespace) {
        return account(namespace, ChildMain.AGENT);
    }

    private Account account(String namespace, String agent) {
        return accounts.computeIfAbsent(namespace + "." + agent, key -> new Account());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = answer(
                            exchange.getRequestURI().getPath(),
                            words(exchange.getRequestURI().getQuery()))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String answer(String path, Map<String, String> words) {
        String tag = word(words, "tag");
        String[] parts = tag.split("\\.", 3);
        Account account = account(parts[0], parts[1]);
        return switch (path) {
            case "/create" -> account.create(word(words, "kind"), tag, Boolean.parseBoolean(word(words, "once")));
            case "/find" -> account.find(word(words, "kind"), tag);
            case "/works" -> account.works(word(words, "id"), word(words, "secret"));
            case "/delete" -> account.delete(word(words, "id"));
            case "/at" -> account.pass(word(words, "point"));
            default -> throw new IllegalArgumentException(path);
        };
    }

    private static String word(Map<String, String> words, String name) {
        return words.getOrDefault(name, "");
    }

    private static Map<String, String> words(String query) {
        Map<String, String> words = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int split = pair.indexOf('=');
            words.put(pair.substring(0, split), pair.substring(split + 1));
        }
        return words;
    }

    @Override
    public void close() {
        accounts.values().forEach(Account::letGo);
        server.stop(0);
        threads.shutdownNow();
    }
}
