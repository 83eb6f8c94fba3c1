package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Git and its credential programs exchange: lines {@code key=value} up to a blank line, see
 * {@code gitcredentials(7)} and {@code git-credential(1)}. Keys that are not read here, {@code capability[]} and
 * {@code wwwauth[]} for instance, are left alone.
 *
 * @param values what is not secret, the last of each key
 * @param password the password, if given and not empty
 */
record GitMessage(Map<String, String> values, Optional<Secret> password) {

    private static final int LONGEST = 1 << 20;
    private static final String PASSWORD = "password";
    private static final String USERNAME = "username";
    private static final String EXPIRY = "password_expiry_utc";

    GitMessage {
        values = Map.copyOf(values);
    }

    static GitMessage read(InputStream input) throws IOException, RefusedMessageException {
        byte[] bytes = input.readNBytes(LONGEST + 1);
        try {
            if (bytes.length > LONGEST) {
                throw new RefusedMessageException("the request is longer than " + LONGEST + " bytes");
            }
            return parse(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static GitMessage parse(byte[] bytes) throws RefusedMessageException {
        Map<String, String> values = new HashMap<>();
        Secret password = null;
        for (int start = 0; start < bytes.length; ) {
            int end = indexOf(bytes, '\n', start, bytes.length);
            if (end == start) {
                break;
            }
            int equals = indexOf(bytes, '=', start, end);
            if (equals == end || indexOf(bytes, 0, start, end) < end) {
                throw new RefusedMessageException("a line of the request is not key=value, or has a NUL");
            }
            String key = new String(bytes, start, equals - start, StandardCharsets.UTF_8);
            if (key.equals(PASSWORD) && end > equals + 1) {
                password = Secret.wrap(Arrays.copyOfRange(bytes, equals + 1, end));
            } else if (!key.endsWith("[]")) {
                values.put(key, new String(bytes, equals + 1, end - equals - 1, StandardCharsets.UTF_8));
            }
            start = end + 1;
        }
        return new GitMessage(values, Optional.ofNullable(password));
    }

    private static int indexOf(byte[] bytes, int wanted, int from, int to) {
        int index = from;
        while (index < to && bytes[index] != wanted) {
            index++;
        }
        return index;
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    Optional<String> username() {
        return value(USERNAME);
    }

    Optional<Instant> expires() throws RefusedMessageException {
        try {
            return value(EXPIRY).map(Long::valueOf).map(Instant::ofEpochSecond);
        } catch (NumberFormatException | DateTimeException e) {
            throw new RefusedMessageException(EXPIRY + " is not a number of seconds");
        }
    }

    /** Answers with a login, all or nothing. */
    static void write(Login login, String username, OutputStream output) throws IOException, RefusedMessageException {
        refuseBreaks(Secret.of(username));
        refuseBreaks(login.secret());
        // One write of the whole answer: its buffer is wiped, and Git never reads half of it.
        Answer answer = new Answer();
        answer.line(USERNAME, username.getBytes(StandardCharsets.UTF_8));
        login.secret().withBytes(bytes -> answer.line(PASSWORD, bytes));
        login.expires().ifPresent(end -> answer.line(EXPIRY, seconds(end)));
        answer.sendTo(output);
    }

    private static byte[] seconds(Instant end) {
        return Long.toString(end.getEpochSecond()).getBytes(StandardCharsets.US_ASCII);
    }

    /** A line break would begin a line of its own, with contents of the value's author. */
    private static void refuseBreaks(Secret value) throws RefusedMessageException {
        boolean breaks = value.withBytes(bytes -> {
            boolean found = false;
            for (byte octet : bytes) {
                found |= octet == '\n' || octet == '\r' || octet == 0;
            }
            return found;
        });
        if (breaks) {
            throw new RefusedMessageException(
                    "the stored user name or password has a line break or NUL, which Git's protocol cannot carry");
        }
    }

    /** Bytes that are wiped once they are sent. */
    private static final class Answer extends ByteArrayOutputStream {

        Answer() {
            // Roomy, so that it does not grow and leave a copy behind.
            super(LONGEST / 16);
        }

        Answer line(String key, byte[] value) {
            writeBytes((key + "=").getBytes(StandardCharsets.US_ASCII));
            writeBytes(value);
            write('\n');
            return this;
        }

        void sendTo(OutputStream output) throws IOException {
            writeTo(output);
            output.flush();
            Arrays.fill(buf, (byte) 0);
        }
    }
}
