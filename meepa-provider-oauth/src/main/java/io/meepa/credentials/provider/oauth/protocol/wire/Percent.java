package io.meepa.credentials.provider.oauth.protocol.wire;

import io.meepa.credentials.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Percent-encoding over bytes, so that a secret is encoded and decoded without becoming a string. */
public final class Percent {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private Percent() {}

    /**
     * Encodes bytes; right in a query, in a form and in the two halves of HTTP Basic.
     *
     * @param raw the bytes; stay the caller's
     * @return the encoding
     */
    public static byte[] encode(byte[] raw) {
        byte[] room = new byte[raw.length * 3];
        int length = 0;
        for (byte b : raw) {
            if (unreserved(b)) {
                room[length++] = b;
            } else {
                room[length++] = '%';
                room[length++] = HEX[(b >> 4) & 0xf];
                room[length++] = HEX[b & 0xf];
            }
        }
        byte[] exact = Arrays.copyOf(room, length);
        Arrays.fill(room, (byte) 0);
        return exact;
    }

    /**
     * Encodes a text that is no secret.
     *
     * @param raw the text
     * @return the encoding
     */
    public static String encode(String raw) {
        return new String(encode(raw.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII);
    }

    /** Returns the decoded bytes, or empty if a percent sign is followed by anything but two hexadecimal digits. */
    static Optional<Secret> decode(byte[] encoded, int from, int to) {
        byte[] room = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (encoded[i] != '%') {
                room[length++] = encoded[i] == '+' ? (byte) ' ' : encoded[i];
                continue;
            }
            int high = i + 2 < to ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < to ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                Arrays.fill(room, (byte) 0);
                return Optional.empty();
            }
            room[length++] = (byte) ((high << 4) | low);
            i += 2;
        }
        Secret decoded = Secret.wrap(Arrays.copyOf(room, length));
        Arrays.fill(room, (byte) 0);
        return Optional.of(decoded);
    }

    /**
     * Joins parts and wipes them.
     *
     * @param parts the parts
     * @return all of them in a row
     */
    public static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
            Arrays.fill(part, (byte) 0);
        }
        return all;
    }

    private static boolean unreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
