package io.meepa.credentials.connect;

import io.meepa.credentials.model.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The host's session and user in which a person acts. A sign-in that was begun in one cannot be completed in another, so that
 * a link that somebody passes on connects nothing. Printing shows nothing.
 */
public final class SessionBinding {

    private static final int LEAST = 8;

    private final Secret bytes;

    private SessionBinding(Secret bytes) {
        this.bytes = bytes;
    }

    /**
     * Creates a binding of what distinguishes the session and its user from others.
     *
     * @param session the session's id, unguessable
     * @param user the user's id
     * @return the binding
     * @throws IllegalArgumentException if the session's id is shorter than eight characters, or either is blank
     */
    public static SessionBinding of(String session, String user) {
        if (session.strip().length() < LEAST || user.isBlank()) {
            throw new IllegalArgumentException(
                    "a binding needs an unguessable session of at least " + LEAST + " characters, and a user");
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        byte[] first = session.getBytes(StandardCharsets.UTF_8);
        // The length in front keeps two pairs from having the same bytes.
        joined.writeBytes((first.length + ":").getBytes(StandardCharsets.US_ASCII));
        joined.writeBytes(first);
        joined.writeBytes(user.getBytes(StandardCharsets.UTF_8));
        return new SessionBinding(Secret.wrap(joined.toByteArray()));
    }

    /**
     * Uses the bytes.
     *
     * @param <T> what is made of them
     * @param use makes it; must not keep the array
     * @return what was made
     */
    public <T> T withBytes(Function<byte[], T> use) {
        return bytes.withBytes(use);
    }

    @Override
    public String toString() {
        return "SessionBinding[redacted]";
    }
}
