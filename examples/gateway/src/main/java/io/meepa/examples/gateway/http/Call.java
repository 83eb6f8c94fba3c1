package io.meepa.examples.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One request: its path in parts, and its body within bounds. Used by one thread. */
public final class Call {

    /** The most bytes of a body. */
    static final int LARGEST_BODY = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final HttpExchange exchange;
    private final List<String> path;
    private Optional<String> session = Optional.empty();

    Call(HttpExchange exchange) {
        this.exchange = exchange;
        this.path = parts(exchange.getRequestURI().getRawPath());
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /**
     * Returns the parts of the path, decoded.
     *
     * @return the parts
     */
    public List<String> path() {
        return path;
    }

    /**
     * Returns the gateway's own address, as the caller knows it.
     *
     * @return scheme, host and port; one of those that the gateway answers under
     */
    public String origin() {
        return "http://" + header("Host").orElseThrow();
    }

    /**
     * Returns the session of the page that sent it.
     *
     * @return an id that nobody can guess, or empty for a program with the gateway's token
     */
    public Optional<String> session() {
        return session;
    }

    void session(String id) {
        session = Optional.of(id);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /**
     * Returns a parameter of the query.
     *
     * @param name its name
     * @return its value
     */
    public Optional<String> query(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        return Arrays.stream(query == null ? new String[0] : query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(name.length() + 1).replace('+', ' ')))
                .findFirst();
    }

    /**
     * Reads the body as one JSON object.
     *
     * @return the object
     * @throws IOException if the connection broke
     * @throws Refusal if it is none, is too large, or says it is something else
     */
    public ObjectNode object() throws IOException {
        String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.startsWith("application/json;")) {
            throw new Refusal(415, "content_type", "send application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new Refusal(413, "too_large", "a body has at most " + LARGEST_BODY + " bytes");
        }
        try {
            JsonNode node = JSON.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Its message quotes the body, which may hold a secret.
            throw new Refusal(
                    400,
                    "malformed",
                    "the body is not valid JSON, at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
        throw new Refusal(400, "malformed", "the body must be a JSON object");
    }

    /**
     * Starts an answer of unknown length. Close the stream to end it.
     *
     * @param type the content type
     * @return where the answer goes
     * @throws IOException if the connection broke
     */
    public OutputStream stream(String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static List<String> parts(String rawPath) {
        return Arrays.stream(rawPath.substring(1).split("/", -1))
                .map(Call::decoded)
                .toList();
    }

    private static String decoded(String text) {
        try {
            // A plus sign stands for itself in a path.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "malformed", "the address is not encoded rightly");
        }
    }
}
