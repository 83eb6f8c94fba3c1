package io.meepa.credentials.provider.oauth.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An MCP server with its authorization server, and a stranger who listens at another port. Honest until a test sets another
 * answer at a path.
 */
final class McpStage implements AutoCloseable {

    static final String CODE = "canary-code-1";
    static final String TOKEN = "canary-access-1";
    static final String DESCRIPTION = "/.well-known/oauth-protected-resource/mcp";
    static final String METADATA = "/.well-known/oauth-authorization-server";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer own = newServer();
    private final HttpServer stranger = newServer();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> tokenRequests = new CopyOnWriteArrayList<>();
    private final List<String> registrations = new CopyOnWriteArrayList<>();
    private final List<String> strangerReceived = new CopyOnWriteArrayList<>();
    private final List<String> bearers = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();

    McpStage() {
        own.createContext("/", this::own);
        stranger.createContext("/", this::stranger);
        own.start();
        stranger.start();
        answer("/mcp", 401, "WWW-Authenticate", "Bearer resource_metadata=\"" + origin() + DESCRIPTION + "\"", "");
        answer(DESCRIPTION, description(server().toString(), origin()));
        answer(METADATA, metadata(origin(), Map.of()));
        answer("/register", 201, "{\"client_id\":\"client-1\",\"client_secret\":\"canary-client-secret\"}");
        answer("/token", 200, token(TOKEN, "Bearer"));
    }

    String origin() {
        return "http://127.0.0.1:" + own.getAddress().getPort();
    }

    String strangerOrigin() {
        return "http://127.0.0.1:" + stranger.getAddress().getPort();
    }

    URI server() {
        return URI.create(origin() + "/mcp");
    }

    static String description(String resource, String issuer) {
        return "{\"resource\":\"" + resource + "\",\"authorization_servers\":[\"" + issuer
                + "\"],\"scopes_supported\":[\"read\"]}";
    }

    /** Returns the metadata with some fields otherwise; an empty text takes one out. */
    String metadata(String issuer, Map<String, String> otherwise) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("issuer", quoted(issuer));
        fields.put("authorization_endpoint", quoted(origin() + "/authorize"));
        fields.put("token_endpoint", quoted(origin() + "/token"));
        fields.put("registration_endpoint", quoted(origin() + "/register"));
        fields.put("revocation_endpoint", quoted(origin() + "/revoke"));
        fields.put("code_challenge_methods_supported", "[\"S256\"]");
        fields.put("authorization_response_iss_parameter_supported", "true");
        fields.putAll(otherwise);
        StringBuilder json = new StringBuilder();
        fields.forEach((name, value) -> {
            if (!value.isEmpty()) {
                json.append(json.isEmpty() ? "{" : ",")
                        .append(quoted(name))
                        .append(':')
                        .append(value);
            }
        });
        return json.append('}').toString();
    }

    static String token(String token, String type) {
        return "{\"access_token\":\"" + token + "\",\"token_type\":\"" + type
                + "\",\"expires_in\":3600,\"refresh_token\":\"canary-refresh-1\"}";
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }

    void answer(String path, String json) {
        answer(path, 200, json);
    }

    void answer(String path, int status, String json) {
        answers.put(path, new Answer(status, "Content-Type", "application/json", json, false));
    }

    void answer(String path, int status, String header, String value, String body) {
        answers.put(path, new Answer(status, header, value, body, false));
    }

    void redirect(String path, int status) {
        answers.put(path, new Answer(status, "Location", strangerOrigin() + path, "", false));
    }

    /** Sends the first byte, and the rest only when the stage is taken down. */
    void stall(String path) {
        answers.put(path, new Answer(200, "Content-Type", "application/json", "{ }", true));
    }

    /** What a person's browser brings back. */
    String agree(URI address) {
        Map<String, String> asked = parameters(address.getRawQuery());
        return "code=" + CODE + "&state=" + encoded(asked.getOrDefault("state", "")) + "&iss=" + encoded(origin());
    }

    static Map<String, String> parameters(String query) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            all.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return all;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    List<String> tokenRequests() {
        return tokenRequests;
    }

    List<String> registrations() {
        return registrations;
    }

    List<String> strangerReceived() {
        return strangerReceived;
    }

    List<String> bearers() {
        return bearers;
    }

    long asked(String path) {
        return paths.stream().filter(path::equals).count();
    }

    @Override
    public void close() {
        closing.countDown();
        own.stop(0);
        stranger.stop(0);
        threads.shutdownNow();
    }

    private void own(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        paths.add(path);
        if (path.equals("/token")) {
            tokenRequests.add(body);
        }
        if (path.equals("/register")) {
            registrations.add(body);
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (path.equals("/mcp") && authorization != null) {
            bearers.add(authorization);
        }
        Answer answer = answers.getOrDefault(path, new Answer(404, "X-None", "1", "", false));
        exchange.getResponseHeaders().set(answer.header(), answer.value());
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (answer.stalls()) {
            exchange.getResponseBody().write(bytes, 0, 1);
            exchange.getResponseBody().flush();
            await();
        } else if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The stranger writes down what comes, and plays every server's part as well as it can. */
    private void stranger(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        strangerReceived.add(
                exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        String path = exchange.getRequestURI().getPath();
        String json = path.equals("/token")
                ? token("canary-foreign", "Bearer")
                : path.equals(DESCRIPTION)
                        ? description(strangerOrigin() + "/mcp", strangerOrigin())
                        : metadata(origin(), Map.of("token_endpoint", quoted(strangerOrigin() + "/token")));
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private HttpServer newServer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Answer(int status, String header, String value, String body, boolean stalls) {}
}
