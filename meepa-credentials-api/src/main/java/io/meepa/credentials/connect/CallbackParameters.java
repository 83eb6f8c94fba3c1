package io.meepa.credentials.connect;

import io.meepa.credentials.model.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters with which the browser came back. Each may stand once. Printing shows names only. */
public final class CallbackParameters {

    private static final int LONGEST = 16 << 10;
    private static final int MOST = 32;
    private static final int HEX = 16;

    private final Map<String, Secret> values;

    private CallbackParameters(Map<String, Secret> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads a query.
     *
     * @param rawQuery the query as it came, still encoded, without question mark
     * @return the parameters
     * @throws IllegalArgumentException if it is too long, is not encoded as a query, or repeats a parameter; the message
     *     repeats no value
     */
    public static CallbackParameters ofQuery(String rawQuery) {
        if (rawQuery.length() > LONGEST) {
            throw new IllegalArgumentException("the callback's query is longer than " + LONGEST + " characters");
        }
        Map<String, Secret> values = new LinkedHashMap<>();
        for (String parameter : rawQuery.split("&", -1)) {
            if (!parameter.isEmpty()) {
                add(values, parameter);
            }
        }
        return new CallbackParameters(values);
    }

    /**
     * Returns a parameter.
     *
     * @param name the name
     * @return the value, decoded; empty if it is missing
     */
    public Optional<Secret> parameter(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public String toString() {
        return "CallbackParameters" + values.keySet();
    }

    private static void add(Map<String, Secret> values, String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 1 || values.size() == MOST) {
            throw new IllegalArgumentException("the callback's query is no list of parameters");
        }
        String name = decoded(parameter.substring(0, equals));
        if (values.putIfAbsent(name, Secret.of(decoded(parameter.substring(equals + 1)))) != null) {
            throw new IllegalArgumentException("the callback's query has a parameter twice");
        }
    }

    private static String decoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(hex(encoded, i + 1) * HEX + hex(encoded, i + 2));
                i += 2;
            } else if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("the callback's query is not encoded as one");
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hex(String encoded, int at) {
        int digit = at < encoded.length() ? Character.digit(encoded.charAt(at), HEX) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("the callback's query is not encoded as one");
        }
        return digit;
    }
}
