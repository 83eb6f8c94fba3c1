package io.meepa.credentials.provider.oauth.protocol.wire;

import io.meepa.credentials.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a request, in order. Immutable. Holds the caller's secrets and closes none. Printing shows names only.
 */
public final class Fields {

    private static final Fields NONE = new Fields(Map.of());
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Secret> values;

    private Fields(Map<String, Secret> values) {
        this.values = values;
    }

    /**
     * Returns no parameters.
     *
     * @return the empty fields
     */
    public static Fields none() {
        return NONE;
    }

    /**
     * Adds a parameter that is no secret.
     *
     * @param name the name
     * @param value the value, not encoded
     * @return a copy with it
     */
    public Fields with(String name, String value) {
        return with(name, Secret.of(value));
    }

    /**
     * Adds a parameter, or sets it anew.
     *
     * @param name the name
     * @param value the value, not encoded; stays the caller's
     * @return a copy with it
     */
    public Fields with(String name, Secret value) {
        Map<String, Secret> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new Fields(copy);
    }

    /**
     * Adds all parameters of others.
     *
     * @param others the others
     * @return a copy with them
     */
    public Fields and(Fields others) {
        Map<String, Secret> copy = new LinkedHashMap<>(values);
        copy.putAll(others.values);
        return new Fields(copy);
    }

    /**
     * Reports whether a parameter is set.
     *
     * @param name the name
     * @return whether it is
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * Returns the values, so that an echo of one can be taken out of messages.
     *
     * @return the values
     */
    public List<Secret> secrets() {
        return List.copyOf(values.values());
    }

    /**
     * Returns the parameters form-encoded.
     *
     * @return the bytes, which the caller wipes or takes over
     */
    public byte[] form() {
        byte[][] parts = new byte[values.size()][];
        int at = 0;
        for (Map.Entry<String, Secret> field : values.entrySet()) {
            byte[] name =
                    ((at == 0 ? "" : "&") + Percent.encode(field.getKey()) + "=").getBytes(StandardCharsets.UTF_8);
            parts[at++] = Percent.joined(name, field.getValue().withBytes(Percent::encode));
        }
        return Percent.joined(parts);
    }

    /**
     * Returns the parameters as a JSON object of texts.
     *
     * @return the bytes, which the caller wipes or takes over
     */
    public byte[] json() {
        byte[][] parts = new byte[values.size() + 2][];
        int at = 0;
        parts[at++] = new byte[] {'{'};
        for (Map.Entry<String, Secret> field : values.entrySet()) {
            byte[] name = quoted(field.getKey().getBytes(StandardCharsets.UTF_8));
            byte[] before = at == 1 ? new byte[0] : new byte[] {','};
            parts[at++] = Percent.joined(
                    before, name, new byte[] {':'}, field.getValue().withBytes(Fields::quoted));
        }
        parts[at] = new byte[] {'}'};
        return Percent.joined(parts);
    }

    @Override
    public String toString() {
        return "Fields" + values.keySet();
    }

    private static byte[] quoted(byte[] raw) {
        byte[] room = new byte[raw.length * 6 + 2];
        int length = 0;
        room[length++] = '"';
        for (byte b : raw) {
            if (b >= 0 && b < ' ') {
                byte[] escape = {'\\', 'u', '0', '0', HEX[b >> 4], HEX[b & 0xf]};
                System.arraycopy(escape, 0, room, length, escape.length);
                length += escape.length;
            } else {
                if (b == '"' || b == '\\') {
                    room[length++] = '\\';
                }
                room[length++] = b;
            }
        }
        room[length++] = '"';
        byte[] exact = Arrays.copyOf(room, length);
        Arrays.fill(room, (byte) 0);
        return exact;
    }
}
