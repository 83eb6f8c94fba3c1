package io.meepa.verification.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * MCP servers with an authorization server each, by name, that outlive their callers and remember every registration. RFC 7591
 * asks for no more than this: two requests alike make two apps, and no request finds one.
 */
final class RegisteringServer implements AutoCloseable {

    private static final String ISSUER = "/.well-known/oauth-authorization-server/";
    private static final String RESOURCE = "/.well-known/oauth-protected-resource/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<String>> registrations = new ConcurrentHashMap<>();
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();

    private RegisteringServer(HttpServer server) {
        this.server = server;
    }

    static RegisteringServer start() {
        RegisteringServer started = new RegisteringServer(created());
        started.server.setExecutor(started.threads);
        started.server.createContext("/", started::answer);
        started.server.start();
        return started;
    }

    private static HttpServer created() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the ids of all apps that were ever registered at a server. */
    List<String> registrations(String name) {
        return registrations.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
    }

    /** Holds the next registration at a server: before it is made, or after. */
    Hold hold(String name, Moment moment) {
        Hold hold = new Hold(moment, new CountDownLatch(1), new CountDownLatch(1));
        holds.put(name, hold);
        return hold;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String name = name(path);
            Answer answer = path.startsWith(RESOURCE)
                    ? new Answer(200, resource(name))
                    : path.startsWith(ISSUER)
                            ? new Answer(200, metadata(name))
                            : path.endsWith("/register")
                                    ? new Answer(201, register(name))
                                    : path.endsWith("/token") ? token(name, body) : new Answer(401, "{}");
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String name(String path) {
        String rest = path.startsWith(RESOURCE)
                ? path.substring(RESOURCE.length())
                : path.startsWith(ISSUER) ? path.substring(ISSUER.length()) : path.substring(1);
        return rest.split("/", -1)[0];
    }

    private String resource(String name) {
        return "{\"resource\":\"" + origin() + "/" + name + "/mcp\",\"authorization_servers\":[\"" + origin() + "/"
                + name + "\"]}";
    }

    private String metadata(String name) {
        String own = origin() + "/" + name;
        return "{\"issuer\":\"" + own + "\",\"authorization_endpoint\":\"" + own + "/authorize\",\"token_endpoint\":\""
                + own + "/token\",\"registration_endpoint\":\"" + own
                + "/register\",\"code_challenge_methods_supported\":[\"S256\"],"
                + "\"token_endpoint_auth_methods_supported\":[\"none\"]}";
    }

    private String register(String name) throws IOException {
        Optional<Hold> hold = Optional.ofNullable(holds.remove(name));
        if (hold.filter(held -> held.pass(Moment.RECEIVED)).isPresent()) {
            throw new IOException("the caller is gone before anything was made");
        }
        List<String> made = registrations(name);
        String id;
        synchronized (made) {
            id = name + "-app-" + (made.size() + 1);
            made.add(id);
        }
        hold.ifPresent(held -> held.pass(Moment.MADE));
        return "{\"client_id\":\"" + id + "\"}";
    }

    private Answer token(String name, String body) {
        List<String> pairs = Arrays.asList(body.split("&", -1));
        boolean known = registrations(name).stream().anyMatch(id -> pairs.contains("client_id=" + id));
        if (!known) {
            return new Answer(401, "{\"error\":\"invalid_client\"}");
        }
        return pairs.contains("code=of-a-person")
                ? new Answer(200, "{\"access_token\":\"token-of-" + name + "\",\"token_type\":\"Bearer\"}")
                : new Answer(400, "{\"error\":\"invalid_grant\"}");
    }

    /** Returns which app an address is of. */
    static String app(URI address) {
        return Arrays.stream(address.getRawQuery().split("&", -1))
                .filter(pair -> pair.startsWith("client_id="))
                .findFirst()
                .map(pair -> pair.substring("client_id=".length()))
                .orElse("");
    }

    @Override
    public void close() {
        holds.values().forEach(Hold::letGo);
        server.stop(0);
        threads.shutdownNow();
    }

    /** When a registration is held. */
    enum Moment {
        RECEIVED,
        MADE
    }

    private record Answer(int status, String body) {}

    /** A registration that stands still until it is let go. */
    record Hold(Moment moment, CountDownLatch reached, CountDownLatch released) {

        /** Stands still if this is the moment; returns whether it is. */
        boolean pass(Moment now) {
            if (now != moment) {
                return false;
            }
            reached.countDown();
            await(released);
            return true;
        }

        void awaitReached() {
            await(reached);
        }

        void letGo() {
            released.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
