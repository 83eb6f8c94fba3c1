package io.meepa.credentials.sops;

import io.meepa.credentials.sops.text.GoText;

/**
 * One way into a file, as the file names it. The name is not authenticated: compare it with your own configuration.
 *
 * @param kind {@code age} or another member of the metadata such as {@code pgp}
 * @param recipient the name: an age recipient, a fingerprint, a resource
 * @param group the key group it belongs to, from 0
 */
public record KeyEntry(String kind, String recipient, int group) {

    /**
     * Reports whether this codec can wrap a key for it.
     *
     * @return true for an age X25519 recipient
     */
    public boolean isX25519() {
        return kind.equals("age") && Recipient.isX25519(recipient);
    }

    static String shortened(String name) {
        return GoText.quoted(name);
    }

    /**
     * Returns kind and name.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return kind + " " + shortened(recipient);
    }
}
