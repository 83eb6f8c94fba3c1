package io.meepa.credentials.provider.gworkspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Token endpoint and user directory over loopback HTTP, as far as this provider uses them. */
public final class FakeWorkspace implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();
    public static final String USERS = "/admin/directory/v1/users";

    public final List<Seen> seen = new ArrayList<>();
    public final Map<String, ObjectNode> users = new LinkedHashMap<>();
    public final Map<String, ObjectNode> deleted = new LinkedHashMap<>();
    public final List<JsonNode> claims = new ArrayList<>();
    public final Deque<Planned> planned = new ArrayDeque<>();

    /** How many reads after an insert do not show the user yet. */
    int hiddenReads;

    int licences = 100;

    private final HttpServer server;
    private final AtomicInteger ids = new AtomicInteger(1000);
    public final Map<String, String> tokens = new HashMap<>();
    private int hidden;

    public FakeWorkspace() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Plans something for the next call of a method whose path contains a text. */
    public void plan(String method, String path, How how, Answer answer) {
        planned.add(new Planned(method, path, how, answer));
    }

    public ObjectNode existing(String address, String tag) {
        ObjectNode user = JSON.createObjectNode();
        user.put("primaryEmail", address);
        user.putArray("externalIds")
                .addObject()
                .put("type", "custom")
                .put("customType", Marker.CUSTOM_TYPE)
                .put("value", tag);
        return stored(user);
    }

    public long count(String method, String path) {
        return seen.stream()
                .filter(call -> call.method().equals(method) && call.path().contains(path))
                .count();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Seen call = new Seen(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                form(exchange.getRequestURI().getRawQuery()),
                body,
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .orElse(""));
        seen.add(call);
        Optional<Planned> plan = planned.stream()
                .filter(next ->
                        next.method().equals(call.method()) && call.path().contains(next.path()))
                .findFirst();
        plan.ifPresent(planned::remove);
        How how = plan.map(Planned::how).orElse(How.NORMAL);
        boolean carriedOut = how == How.NORMAL || how == How.AFTER || how == How.CUT_AFTER;
        Answer answer = carriedOut ? answer(call) : new Answer(0, "");
        if (how == How.INSTEAD || how == How.AFTER) {
            answer = plan.orElseThrow().answer();
        } else if (how == How.ECHO) {
            answer = error(plan.orElseThrow().answer().status(), "invalid", call.authorization() + " " + call.body());
        }
        if (how == How.CUT_BEFORE || how == How.CUT_AFTER) {
            exchange.close();
            return;
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(Seen call) {
        if (call.path().equals("/token")) {
            return token(call);
        }
        if (!tokens.containsKey(call.authorization().replace("Bearer ", ""))) {
            return error(401, "authError", "Invalid Credentials");
        }
        if (call.path().equals(USERS)) {
            return call.method().equals("POST") ? insert(call) : list(call);
        }
        String key = call.path().substring(USERS.length() + 1);
        return switch (call.method()) {
            case "GET" -> get(key);
            case "PUT" -> update(key, call);
            case "DELETE" -> delete(key);
            default ->
                find(key.replace("/signOut", ""))
                        .map(user -> new Answer(204, ""))
                        .orElse(absent());
        };
    }

    private Answer token(Seen call) {
        Map<String, String> form = form(call.body());
        JsonNode claim = Keys.verified(form.getOrDefault("assertion", ""));
        claims.add(claim);
        String token = "ya29.access-" + claims.size();
        tokens.put(token, claim.path("scope").asText());
        return new Answer(200, "{\"access_token\":\"" + token + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
    }

    synchronized void showAll() {
        hidden = 0;
    }

    synchronized void withdrawTokens() {
        tokens.clear();
    }

    private Answer insert(Seen call) {
        ObjectNode user = parsed(call.body());
        String address = user.path("primaryEmail").asText();
        if (find(address).isPresent()) {
            return error(409, "duplicate", "Entity already exists.");
        }
        if (users.size() >= licences) {
            return error(412, "limitExceeded", "Domain user limit reached.");
        }
        hidden = hiddenReads;
        return new Answer(200, shown(stored(user)).toString());
    }

    private ObjectNode stored(ObjectNode user) {
        String id = String.valueOf(ids.incrementAndGet());
        user.put("id", id);
        user.put("suspended", false);
        if (!user.has("orgUnitPath")) {
            user.put("orgUnitPath", "/");
        }
        users.put(id, user);
        return user;
    }

    private static JsonNode shown(ObjectNode user) {
        return user.deepCopy().without(List.of("password"));
    }

    private Answer get(String key) {
        if (hidden > 0) {
            hidden--;
            return absent();
        }
        return find(key).map(user -> new Answer(200, shown(user).toString())).orElse(absent());
    }

    private Answer update(String key, Seen call) {
        return find(key)
                .map(user -> {
                    user.setAll(parsed(call.body()));
                    return new Answer(200, shown(user).toString());
                })
                .orElse(absent());
    }

    private Answer delete(String key) {
        Optional<ObjectNode> user = find(key);
        user.ifPresent(gone -> {
            users.remove(gone.path("id").asText());
            deleted.put(gone.path("id").asText(), gone);
        });
        return user.isPresent() ? new Answer(204, "") : absent();
    }

    /** Two a page, so that reading one page is not enough. */
    private Answer list(Seen call) {
        Map<String, ObjectNode> source =
                call.query().getOrDefault("showDeleted", "").equals("true") ? deleted : users;
        int from = Integer.parseInt(call.query().getOrDefault("pageToken", "0"));
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        source.values().stream().skip(from).limit(2).forEach(user -> page.add(shown(user)));
        ObjectNode answer = JSON.createObjectNode().put("kind", "admin#directory#users");
        if (!page.isEmpty()) {
            answer.set("users", page);
        }
        if (from + 2 < source.size()) {
            answer.put("nextPageToken", String.valueOf(from + 2));
        }
        return new Answer(200, answer.toString());
    }

    private Optional<ObjectNode> find(String key) {
        return users.values().stream()
                .filter(user -> user.path("id").asText().equals(key)
                        || user.path("primaryEmail").asText().equalsIgnoreCase(key)
                        || aliases(user).contains(key))
                .findFirst();
    }

    private static List<String> aliases(ObjectNode user) {
        List<String> aliases = new ArrayList<>();
        user.path("aliases").forEach(alias -> aliases.add(alias.asText()));
        return aliases;
    }

    private static Answer absent() {
        return error(404, "notFound", "Resource Not Found: userKey");
    }

    public static Answer error(int status, String reason, String message) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode error = body.putObject("error").put("code", status).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("domain", "global")
                .put("reason", reason)
                .put("message", message);
        return new Answer(status, body.toString());
    }

    public static Map<String, String> form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String field : text.split("&", -1)) {
                String[] pair = field.split("=", 2);
                fields.put(
                        URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.length > 1 ? pair[1] : "", StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static ObjectNode parsed(String body) {
        try {
            return (ObjectNode) JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What happens to a call. */
    public enum How {
        NORMAL,
        /** Answered otherwise, and not carried out. */
        INSTEAD,
        /** Refused in words that repeat all that was sent, and not carried out. */
        ECHO,
        /** Carried out and answered otherwise. */
        AFTER,
        /** Cut off and not carried out. */
        CUT_BEFORE,
        /** Carried out and cut off. */
        CUT_AFTER
    }

    public record Planned(String method, String path, How how, Answer answer) {}

    public record Answer(int status, String body) {}

    public record Seen(String method, String path, Map<String, String> query, String body, String authorization) {}
}
