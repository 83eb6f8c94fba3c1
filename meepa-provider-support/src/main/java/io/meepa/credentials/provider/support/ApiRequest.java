package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.transport.HttpTransport;
import io.meepa.credentials.provider.support.transport.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One call to an upstream. Immutable: only this class holds the body's bytes. Printing it shows method and path only. */
public final class ApiRequest {

    private final String method;
    private final String purpose;
    private final List<String> segments;
    private Map<String, String> query = Map.of();
    private Map<String, String> headers = Map.of();
    private byte[] body = {};
    private String contentType = "";
    private List<Secret> hidden = List.of();
    private boolean repeatable;
    private Optional<Secret> key = Optional.empty();
    private Optional<Secret> authorization = Optional.empty();
    private int longestBody = HttpTransport.LONGEST_BODY;

    private ApiRequest(String method, boolean repeatable, String purpose, String... segments) {
        this.method = method;
        this.purpose = purpose;
        this.segments = List.of(segments);
        this.repeatable = repeatable;
    }

    private ApiRequest(ApiRequest other) {
        method = other.method;
        purpose = other.purpose;
        segments = other.segments;
        query = other.query;
        headers = other.headers;
        body = other.body;
        contentType = other.contentType;
        hidden = other.hidden;
        repeatable = other.repeatable;
        key = other.key;
        authorization = other.authorization;
        longestBody = other.longestBody;
    }

    /**
     * Creates a request that only reads.
     *
     * @param purpose what for, as in "cannot <em>list the inboxes</em>"
     * @param segments the path below the base, segment by segment, not encoded
     * @return the request
     */
    public static ApiRequest get(String purpose, String... segments) {
        return new ApiRequest("GET", true, purpose, segments);
    }

    /**
     * Creates a request that makes something. Not repeated after an unknown outcome unless {@link #repeatable} says so.
     *
     * @param purpose what for, as in "cannot <em>create the inbox</em>"
     * @param segments the path below the base, segment by segment, not encoded
     * @return the request
     */
    public static ApiRequest post(String purpose, String... segments) {
        return new ApiRequest("POST", false, purpose, segments);
    }

    /**
     * Creates a request that sets something, to the same end however often it is made.
     *
     * @param purpose what for, as in "cannot <em>open the card</em>"
     * @param segments the path below the base, segment by segment, not encoded
     * @return the request
     */
    public static ApiRequest patch(String purpose, String... segments) {
        return new ApiRequest("PATCH", true, purpose, segments);
    }

    /**
     * Creates a request that replaces something, to the same end however often it is made.
     *
     * @param purpose what for, as in "cannot <em>suspend the user</em>"
     * @param segments the path below the base, segment by segment, not encoded
     * @return the request
     */
    public static ApiRequest put(String purpose, String... segments) {
        return new ApiRequest("PUT", true, purpose, segments);
    }

    /**
     * Creates a request that removes something, to the same end however often it is made.
     *
     * @param purpose what for, as in "cannot <em>delete the inbox</em>"
     * @param segments the path below the base, segment by segment, not encoded
     * @return the request
     */
    public static ApiRequest delete(String purpose, String... segments) {
        return new ApiRequest("DELETE", true, purpose, segments);
    }

    /**
     * Adds a query parameter.
     *
     * @param name the name
     * @param value the value, not encoded
     * @return a copy with it
     */
    public ApiRequest query(String name, String value) {
        ApiRequest copy = new ApiRequest(this);
        copy.query = with(query, name, value);
        return copy;
    }

    /**
     * Sets a header, instead of the default one: {@code Accept} and {@code User-Agent}.
     *
     * @param name the name
     * @param value the value
     * @return a copy with it
     */
    public ApiRequest header(String name, String value) {
        ApiRequest copy = new ApiRequest(this);
        copy.headers = with(headers, name, value);
        return copy;
    }

    /**
     * Sets a JSON body.
     *
     * @param tree the body
     * @return a copy with it
     */
    public ApiRequest json(JsonNode tree) {
        ApiRequest copy = new ApiRequest(this);
        copy.body = Json.bytes(tree);
        copy.contentType = "application/json";
        return copy;
    }

    /**
     * Sets a form as body.
     *
     * @param fields the fields, not encoded
     * @return a copy with it
     */
    public ApiRequest form(Map<String, String> fields) {
        ApiRequest copy = new ApiRequest(this);
        copy.body = encoded(fields).getBytes(StandardCharsets.UTF_8);
        copy.contentType = "application/x-www-form-urlencoded";
        return copy;
    }

    /**
     * Sets a body of any type, which may hold secrets. Name these with {@link #hiding}, so that an echo is scrubbed.
     *
     * @param type the value of {@code Content-Type}
     * @param content the body; stays the caller's
     * @return a copy with it
     */
    public ApiRequest body(String type, Secret content) {
        ApiRequest copy = new ApiRequest(this);
        copy.body = content.reveal().getBytes(StandardCharsets.UTF_8);
        copy.contentType = type;
        return copy;
    }

    /**
     * Names secrets that the call carries beside its key, so that an echo of them is scrubbed.
     *
     * @param secrets the secrets; stay the caller's
     * @return a copy with them
     */
    public ApiRequest hiding(Secret... secrets) {
        ApiRequest copy = new ApiRequest(this);
        List<Secret> all = new ArrayList<>(hidden);
        all.addAll(List.of(secrets));
        copy.hidden = List.copyOf(all);
        return copy;
    }

    /**
     * Says that the upstream itself recognises a repeat, so that an unknown outcome may be repeated.
     *
     * @return a copy that says so
     */
    public ApiRequest repeatable() {
        ApiRequest copy = new ApiRequest(this);
        copy.repeatable = true;
        return copy;
    }

    /**
     * Makes the call with another key than the one configured, for instance the agent's.
     *
     * @param other the key; stays the caller's
     * @return a copy with it
     */
    public ApiRequest as(Secret other) {
        ApiRequest copy = new ApiRequest(this);
        copy.key = Optional.of(other);
        return copy;
    }

    /**
     * Sets the whole value of the {@code Authorization} header, for schemes of a protocol's own.
     *
     * @param value scheme and credentials; stays the caller's
     * @return a copy with it
     */
    public ApiRequest authorization(Secret value) {
        ApiRequest copy = new ApiRequest(this);
        copy.authorization = Optional.of(value);
        return copy;
    }

    @Override
    public String toString() {
        return method + " /" + String.join("/", segments);
    }

    String method() {
        return method;
    }

    String purpose() {
        return purpose;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    String contentType() {
        return contentType;
    }

    List<Secret> hidden() {
        return hidden;
    }

    Optional<Secret> key() {
        return key;
    }

    Optional<Secret> authorization() {
        return authorization;
    }

    int longestBody() {
        return longestBody;
    }

    ApiRequest upTo(int bytes) {
        ApiRequest copy = new ApiRequest(this);
        copy.longestBody = bytes;
        return copy;
    }

    boolean mayRepeat() {
        return repeatable;
    }

    boolean onlyReads() {
        return method.equals("GET");
    }

    /** A segment of dots would climb: no encoding keeps every server from reading it so. Ids may come from an answer. */
    boolean addressable() {
        return segments.stream().noneMatch(segment -> segment.isEmpty() || segment.matches("\\.+"));
    }

    /** Without segments, the address itself. */
    URI uri(BaseUrl base) {
        String path = segments.stream().map(segment -> "/" + encode(segment)).collect(Collectors.joining());
        String joint = base.uri().getRawQuery() == null ? "?" : "&";
        return URI.create(base + path + (query.isEmpty() ? "" : joint + encoded(query)));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String raw) {
        return URLEncoder.encode(raw, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return copy;
    }
}
