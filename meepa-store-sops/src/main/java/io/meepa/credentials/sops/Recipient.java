package io.meepa.credentials.sops;

import io.meepa.credentials.sops.age.KeyWrapper;
import io.meepa.credentials.sops.age.X25519;

/** An age X25519 recipient: a public key that files can be encrypted to. Immutable and thread-safe. */
public final class Recipient {

    private final String text;

    private Recipient(String text) {
        this.text = text;
    }

    /**
     * Reads a recipient.
     *
     * @param text the Bech32 text, {@code age1…}
     * @return the recipient
     * @throws IllegalArgumentException if it is none, or one of another kind
     */
    public static Recipient parse(String text) {
        if (!isX25519(text)) {
            // Quoted only when it is public for sure: people do paste the secret key here.
            String which = text.startsWith("age1") ? ": " + KeyEntry.shortened(text) : "";
            throw new IllegalArgumentException("not an age X25519 recipient, age1… with 62 characters" + which);
        }
        return new Recipient(text);
    }

    /**
     * Reports whether a text is an age X25519 recipient.
     *
     * @param text the text
     * @return whether {@link #parse} accepts it
     */
    public static boolean isX25519(String text) {
        return X25519.isKey(text, "age");
    }

    KeyWrapper wrapper() {
        return X25519.wrapper(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recipient that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /**
     * Returns the Bech32 text.
     *
     * @return the text, which is public
     */
    @Override
    public String toString() {
        return text;
    }
}
