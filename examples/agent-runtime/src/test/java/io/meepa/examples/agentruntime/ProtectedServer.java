package io.meepa.examples.agentruntime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A protected MCP server with its authorization server, whose people agree to everything at once. */
final class ProtectedServer implements AutoCloseable {

    static final String TOKEN = "canary-mcp-access";

    private static final Pattern CALL = Pattern.compile("\"id\"\\s*:\\s*(\"[^\"]*\"|\\d+)");
    private static final Pattern METHOD = Pattern.compile("\"method\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpServer http;
    private final List<String> served = new CopyOnWriteArrayList<>();

    ProtectedServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::handle);
        http.start();
    }

    URI address() {
        return URI.create(origin() + "/mcp");
    }

    /** What came with the token, by the protocol's method. */
    List<String> served() {
        return List.copyOf(served);
    }

    /** What a person's browser brings back. */
    String agree(URI consent) {
        Matcher state = Pattern.compile("state=([^&]+)").matcher(consent.getRawQuery());
        return state.find() ? "code=canary-code&state=" + state.group(1) : "";
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private String origin() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/mcp")) {
            mcp(exchange, body);
            return;
        }
        Map<String, String> documents = Map.of(
                "/.well-known/oauth-protected-resource/mcp",
                "{'resource':'" + address() + "','authorization_servers':['" + origin() + "']}",
                "/.well-known/oauth-authorization-server",
                "{'issuer':'" + origin() + "','authorization_endpoint':'" + origin() + "/authorize','token_endpoint':'"
                        + origin() + "/token','registration_endpoint':'" + origin()
                        + "/register','code_challenge_methods_supported':['S256'],"
                        + "'token_endpoint_auth_methods_supported':['none']}",
                "/register",
                "{'client_id':'client-1'}",
                "/token",
                "{'access_token':'" + TOKEN + "','token_type':'Bearer','expires_in':3600}");
        String json = documents.getOrDefault(path, "");
        respond(exchange, json.isEmpty() ? 404 : 200, json.replace('\'', '"'));
    }

    private void mcp(HttpExchange exchange, String body) throws IOException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!authorization.equals("Bearer " + TOKEN)) {
            exchange.getResponseHeaders()
                    .set(
                            "WWW-Authenticate",
                            "Bearer resource_metadata=\"" + origin() + "/.well-known/oauth-protected-resource/mcp\"");
            respond(exchange, 401, "");
            return;
        }
        Matcher id = CALL.matcher(body);
        Matcher method = METHOD.matcher(body);
        if (!method.find()) {
            respond(exchange, 405, "");
            return;
        }
        served.add(method.group(1));
        respond(
                exchange,
                id.find() ? 200 : 202,
                method.group(1).startsWith("notifications/")
                        ? ""
                        : "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":" + result(method.group(1))
                                + "}");
    }

    /** As much of an MCP server as these clients ask for. */
    private static String result(String method) {
        return switch (method) {
            case "initialize" ->
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"protected\",\"version\":\"1\"}}";
            case "server/discover" ->
                "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"protected\",\"version\":\"1\"},\"resultType\":\"complete\","
                        + "\"ttlMs\":1000,\"cacheScope\":\"private\"}";
            default -> "{\"tools\":[],\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\"}";
        };
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
