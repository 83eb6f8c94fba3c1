package io.meepa.credentials.form;

import io.meepa.credentials.model.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Shows a secret's characters without making a string of them, and wipes them afterwards. */
final class SecretChars {

    private SecretChars() {}

    /** Returns what the action made of the characters, or empty if the bytes are not UTF-8. */
    static <T> Optional<T> characters(Secret secret, Function<CharBuffer, T> action) {
        return secret.withBytes(bytes -> decode(bytes, action));
    }

    private static <T> Optional<T> decode(byte[] bytes, Function<CharBuffer, T> action) {
        char[] room = new char[bytes.length];
        CharBuffer characters = CharBuffer.wrap(room);
        try {
            CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), characters, true);
            return result.isError() ? Optional.empty() : Optional.of(action.apply(characters.flip()));
        } finally {
            Arrays.fill(room, '\0');
        }
    }
}
