package io.meepa.credentials.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value that must not be shown by accident. It has no content-based {@code equals}, prints as a fixed text, is not
 * serialisable, and reveals its content in two greppable ways only: {@link #withBytes} and {@link #reveal}.
 *
 * <p>Thread-safe. {@link #close} wipes the content; copies that the JVM or the JCA made may live until they are
 * collected. Secrets of credentials that were read are shared: others read the same, so closing one does nothing.
 */
public final class Secret implements AutoCloseable {

    private static final String REDACTED = "Secret[redacted]";

    private static final Charset ENCODING = StandardCharsets.UTF_8;

    private static final int MOST_BYTES_A_CHARACTER = 3;

    // transient: reflective serialisers that ignore access, Gson for one, leave such fields out.
    private final transient byte[] content;

    // Itself, or the secret that it is a view of: decides whether it is open.
    private final transient Secret owner;

    private transient boolean closed;

    private Secret(byte[] content) {
        this.content = content;
        this.owner = this;
    }

    private Secret(Secret owner) {
        this.content = owner.content;
        this.owner = owner;
    }

    /**
     * Creates a secret of a text's UTF-8 bytes.
     *
     * @param text the text; the caller's string cannot be wiped
     * @return the secret
     */
    public static Secret of(String text) {
        return new Secret(text.getBytes(ENCODING));
    }

    /**
     * Creates a secret of characters, as a console reads them. The caller keeps and wipes the array.
     *
     * @param text the characters
     * @return the secret
     */
    public static Secret copyOf(char[] text) {
        // Roomy enough from the start: an encoder that grows its buffer leaves the smaller one behind, unwiped.
        byte[] room = new byte[text.length * MOST_BYTES_A_CHARACTER];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        ENCODING.newEncoder().onMalformedInput(CodingErrorAction.REPLACE).encode(CharBuffer.wrap(text), encoded, true);
        byte[] bytes = Arrays.copyOf(room, encoded.position());
        Arrays.fill(room, (byte) 0);
        return new Secret(bytes);
    }

    /**
     * Creates a secret of a copy of the bytes. The caller keeps and wipes the array.
     *
     * @param bytes the bytes
     * @return the secret
     */
    public static Secret copyOf(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /**
     * Creates a secret that owns the array from now on and wipes it when closed.
     *
     * @param bytes the bytes
     * @return the secret
     */
    public static Secret wrap(byte[] bytes) {
        return new Secret(bytes);
    }

    /**
     * Returns a non-owning view: closing it has no effect; it becomes unusable when this secret is closed.
     *
     * @return the view
     */
    public Secret shared() {
        return new Secret(owner);
    }

    /**
     * Passes a copy of the bytes to an action, and wipes it afterwards.
     *
     * @param <T> what the action makes
     * @param action uses the bytes; must not keep the array
     * @return what the action made
     * @throws IllegalStateException if the secret was closed
     */
    public <T> T withBytes(Function<byte[], T> action) {
        byte[] copy = copy();
        try {
            return action.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /**
     * Returns the content as text. The one way to a string: every caller is an audit finding or an adapter.
     *
     * @return the content, decoded as UTF-8
     * @throws IllegalStateException if the secret was closed
     */
    public String reveal() {
        return withBytes(bytes -> new String(bytes, ENCODING));
    }

    /** Returns the content as text, or empty if it was wiped: for listings of what is no secret. */
    Optional<String> textIfOpen() {
        synchronized (owner) {
            return owner.closed ? Optional.empty() : Optional.of(new String(content, ENCODING));
        }
    }

    /**
     * Compares contents in a time that does not depend on where they differ.
     *
     * @param other the other secret
     * @return whether both have the same bytes
     * @throws IllegalStateException if either was closed
     */
    public boolean matches(Secret other) {
        return withBytes(mine -> other.withBytes(theirs -> MessageDigest.isEqual(mine, theirs)));
    }

    /**
     * Returns whether there is no content.
     *
     * @return true for zero bytes
     * @throws IllegalStateException if the secret was closed
     */
    public boolean isEmpty() {
        synchronized (owner) {
            owner.requireOpen();
            return content.length == 0;
        }
    }

    /** Wipes the content; every later use fails. Does nothing to a shared view. */
    @Override
    public void close() {
        synchronized (owner) {
            if (owner == this) {
                closed = true;
                Arrays.fill(content, (byte) 0);
            }
        }
    }

    /**
     * Returns a fixed text.
     *
     * @return the same for every secret
     */
    @Override
    public String toString() {
        return REDACTED;
    }

    private byte[] copy() {
        synchronized (owner) {
            owner.requireOpen();
            return content.clone();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the secret was closed");
        }
    }
}
