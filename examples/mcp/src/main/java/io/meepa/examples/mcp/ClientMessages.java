package io.meepa.examples.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the client sends, a message on each line. The SDK stops to read for good at a line that it does not understand: such
 * lines are answered here, and only messages pass. It does not pass on which request was cancelled either: each call of a
 * tool gets its request's id as metadata.
 */
final class ClientMessages extends InputStream {

    /** The metadata with the id of a call's request. */
    static final String REQUEST_ID = "io.meepa/request";

    /** The longest line that is read. */
    static final int LONGEST = 4 << 20;

    private static final int NOT_JSON = -32700;
    private static final int NOT_A_MESSAGE = -32600;
    private static final String ID = "id";
    private static final String METHOD = "method";
    private static final String PARAMS = "params";
    private static final String META = "_meta";
    private static final Set<String> MEMBERS = Set.of("jsonrpc", ID, METHOD, PARAMS, "result", "error");

    private final InputStream input;
    private final PrintStream wire;
    private final McpJsonMapper json;
    private final Consumer<Object> cancel;
    private final Runnable end;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] passed = {};
    private int next;

    /**
     * Creates the stream.
     *
     * @param wire where refusals go, a line each
     * @param cancel receives the ids of requests that were cancelled; must not wait
     * @param end runs once nothing more comes
     */
    ClientMessages(InputStream input, PrintStream wire, McpJsonMapper json, Consumer<Object> cancel, Runnable end) {
        this.input = new BufferedInputStream(input);
        this.wire = wire;
        this.json = json;
        this.cancel = cancel;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        return ready() ? passed[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        int count = Math.min(length, passed.length - next);
        System.arraycopy(passed, next, bytes, start, count);
        next += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        input.close();
        end.run();
    }

    /** Returns whether there is something to pass on. Waits for the next message if need be. */
    private boolean ready() throws IOException {
        while (next == passed.length) {
            if (!readLine()) {
                end.run();
                return false;
            }
            next = 0;
            passed = message().orElseGet(() -> new byte[0]);
        }
        return true;
    }

    /** Reads a line; of one that is too long only the beginning. */
    private boolean readLine() throws IOException {
        line.reset();
        int octet = input.read();
        boolean any = octet >= 0;
        while (octet >= 0 && octet != '\n') {
            if (line.size() <= LONGEST) {
                line.write(octet);
            }
            octet = input.read();
        }
        return any;
    }

    private Optional<byte[]> message() throws IOException {
        byte[] bytes = line.toByteArray();
        if (bytes.length > LONGEST) {
            return refuse(NOT_A_MESSAGE, "a line has at most " + LONGEST + " bytes", null);
        }
        if (isBlank(bytes)) {
            return Optional.empty();
        }
        try {
            return json.readValue(bytes, Object.class) instanceof Map<?, ?> message
                    ? message(message)
                    : refuse(NOT_A_MESSAGE, "a line holds one message, a JSON object", null);
        } catch (IOException | RuntimeException e) {
            // Its text quotes the input.
            return refuse(
                    NOT_JSON, "the line is not JSON, is nested too deeply or has a number that is too long", null);
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet != ' ' && octet != '\t' && octet != '\r') {
                return false;
            }
        }
        return true;
    }

    private Optional<byte[]> message(Map<?, ?> message) throws IOException {
        Object id = isId(message.get(ID)) ? message.get(ID) : null;
        Optional<String> fault = fault(message);
        if (fault.isPresent()) {
            return refuse(NOT_A_MESSAGE, fault.get(), id);
        }
        if ("notifications/cancelled".equals(message.get(METHOD))) {
            if (message.get(PARAMS) instanceof Map<?, ?> params && isId(params.get("requestId"))) {
                cancel.accept(Objects.requireNonNull(params.get("requestId")));
            }
            return Optional.empty();
        }
        Map<String, Object> known = new LinkedHashMap<>();
        message.forEach((name, value) -> {
            if (MEMBERS.contains(name) && value != null) {
                known.put(String.valueOf(name), value);
            }
        });
        if ("tools/call".equals(message.get(METHOD)) && message.get(PARAMS) instanceof Map<?, ?> params && id != null) {
            known.put(PARAMS, marked(params, id));
        }
        return Optional.of((json.writeValueAsString(known) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Map<Object, Object> marked(Map<?, ?> params, Object id) {
        Map<Object, Object> meta = new LinkedHashMap<>();
        if (params.get(META) instanceof Map<?, ?> given) {
            meta.putAll(given);
        }
        meta.put(REQUEST_ID, id);
        Map<Object, Object> marked = new LinkedHashMap<>(params);
        marked.put(META, meta);
        return marked;
    }

    private static Optional<String> fault(Map<?, ?> message) {
        if (!"2.0".equals(message.get("jsonrpc"))) {
            return Optional.of("jsonrpc must be \"2.0\"");
        }
        if (message.containsKey(ID) && !isId(message.get(ID))) {
            return Optional.of("id must be a text or a whole number of at most 64 bits");
        }
        if (!message.containsKey(METHOD)) {
            return isResponse(message) ? Optional.empty() : Optional.of("a message has a method, a result or an error");
        }
        if (!(message.get(METHOD) instanceof String method) || method.isBlank()) {
            return Optional.of("method must be a text");
        }
        Object params = message.get(PARAMS);
        return params == null || params instanceof Map ? Optional.empty() : Optional.of("params must be an object");
    }

    private static boolean isResponse(Map<?, ?> message) {
        boolean result = message.get("result") instanceof Map;
        boolean error = message.get("error") instanceof Map<?, ?> details
                && details.get("code") instanceof Integer
                && details.get("message") instanceof String;
        return message.containsKey(ID)
                && (result ? !message.containsKey("error") : error && !message.containsKey("result"));
    }

    private static boolean isId(@Nullable Object id) {
        return id instanceof String || id instanceof Integer || id instanceof Long;
    }

    private Optional<byte[]> refuse(int code, String reason, @Nullable Object id) throws IOException {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        answer.put(ID, id);
        answer.put("error", Map.of("code", code, "message", reason));
        byte[] text = json.writeValueAsBytes(answer);
        // The SDK holds the same lock while it writes a message.
        synchronized (wire) {
            wire.write(text, 0, text.length);
            wire.write('\n');
            wire.flush();
        }
        return Optional.empty();
    }
}
