package io.meepa.credentials.provider.oauth.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.PresetReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A service on the loopback interface: the addresses of its preset, the behaviour that was recorded of it. */
public final class QuirkStandin implements AutoCloseable {

    /** The app's id. */
    public static final String CLIENT_ID = "app-1";

    /** The app's secret. */
    public static final String CLIENT_SECRET = "canary+app secret";

    private final HttpServer server;
    private final Recorded recorded;
    private final Grants grants;
    private final byte[] presetFile;
    private final Preset preset;
    private final TokenDoor tokens;
    private final List<Call> calls = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();

    /**
     * Starts a service.
     *
     * @param service its name
     * @param clock its clock
     */
    public QuirkStandin(String service, Clock clock) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        recorded = Objects.requireNonNull(Recorded.SERVICES.get(service));
        grants = new Grants(clock, recorded.renewal());
        presetFile = redirected(service);
        preset = PresetReader.allowingLoopback().read(service + ".json", presetFile);
        tokens = new TokenDoor(recorded, grants);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Returns the service as data, with addresses that lead here.
     *
     * @return the preset
     */
    public Preset preset() {
        return preset;
    }

    /**
     * Returns the same as a file of a host.
     *
     * @return the JSON text
     */
    public byte[] presetFile() {
        return presetFile.clone();
    }

    /**
     * Plays a person who opens an address and agrees.
     *
     * @param address the authorization address
     * @param person who
     * @return the query with which the browser comes back
     */
    public synchronized String agree(URI address, String person) {
        Map<String, String> query = form(address.getRawQuery());
        String code = grants.code(
                person, Optional.ofNullable(query.get("code_challenge")), query.getOrDefault("redirect_uri", ""));
        return "code=" + code + "&state=" + query.get("state");
    }

    /**
     * Loses the next answer of the token address: the trade is made, the connection cut.
     */
    public synchronized void loseNextAnswer() {
        faults.add(new Fault(true, 0, ""));
    }

    /**
     * Answers the next token request without trading.
     *
     * @param status the status
     * @param body the body
     */
    public synchronized void answerNext(int status, String body) {
        faults.add(new Fault(false, status, body));
    }

    /**
     * Returns the calls.
     *
     * @return method, path and body of each, in order
     */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /**
     * Reports whether a token works.
     *
     * @param token the token
     * @return whether it does
     */
    public synchronized boolean live(String token) {
        return grants.live(token);
    }

    /**
     * Ends everything of a person.
     *
     * @param person who
     */
    public synchronized void endAll(String person) {
        grants.endAll(person);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private byte[] redirected(String service) {
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream in = Preset.class.getResourceAsStream(service + ".json")) {
            JsonNode tree = mapper.readTree(in);
            for (JsonNode address : tree.findParents("address")) {
                String text = address.path("address").asText();
                ((ObjectNode) address)
                        .put(
                                "address",
                                text.replace(
                                        "https://",
                                        "http://127.0.0.1:"
                                                + server.getAddress().getPort() + "/"));
            }
            return mapper.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Call call = new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .orElse(""),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                        .orElse(""),
                body,
                exchange.getRequestHeaders().getOrDefault("User-Agent", List.of()));
        Reply reply = reply(call);
        if (reply.status() == 0) {
            exchange.close();
            return;
        }
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Reply reply(Call call) {
        calls.add(call);
        String path = call.path();
        if (path.equals(path(preset.token().address().text()))) {
            return traded(call);
        }
        if (preset.revoke().isPresent()
                && path.equals(path(preset.revoke().get().address().replace("{client_id}", CLIENT_ID)))) {
            return tokens.revoke(call, preset.revoke().get());
        }
        if (preset.identity()
                .address()
                .map(address -> path.equals(path(address.text())))
                .orElse(false)) {
            String token = call.authorization().replace("Bearer ", "");
            return grants.live(token)
                    ? new Reply(200, recorded.identity().replace("$P", grants.person(token)))
                    : new Reply(401, "{\"message\":\"Bad credentials\"}");
        }
        return new Reply(404, "");
    }

    private Reply traded(Call call) {
        Fault fault = faults.poll();
        if (fault != null && !fault.trade()) {
            return new Reply(fault.status(), fault.body());
        }
        Reply reply = tokens.trade(call);
        return fault == null ? reply : new Reply(0, "");
    }

    private static String path(String address) {
        return URI.create(address.replace("{tenant}", "tenant.example")).getPath();
    }

    static Map<String, String> form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    /**
     * A call that came in.
     *
     * @param method the method
     * @param path the path
     * @param authorization the Authorization header, or empty
     * @param contentType the Content-Type header, or empty
     * @param body the body
     * @param userAgents all User-Agent headers
     */
    public record Call(
            String method,
            String path,
            String authorization,
            String contentType,
            String body,
            List<String> userAgents) {}

    record Reply(int status, String body) {}

    private record Fault(boolean trade, int status, String body) {}
}
