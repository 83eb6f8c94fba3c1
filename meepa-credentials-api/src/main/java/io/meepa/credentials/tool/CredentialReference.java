package io.meepa.credentials.tool;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import java.util.Optional;

/**
 * Stands for an item's value in configuration and tool arguments: {@code cred://agent/category/service#item}, or
 * {@code cred:///category/service#item} for the agent at hand. Where one service has two credentials,
 * {@code ?name=...} before the {@code #} distinguishes them. Characters other than {@code A-Z a-z 0-9 . _ ~ -} are
 * percent-encoded.
 *
 * @param agent whose; empty for the agent at hand
 * @param credential which credential
 * @param item which item of it
 */
public record CredentialReference(Optional<AgentId> agent, CredentialKey credential, String item) {

    /** How every reference begins. */
    public static final String SCHEME = "cred://";

    private static final int LONGEST_ITEM = 128;

    /**
     * Checks the item's key.
     *
     * @throws IllegalArgumentException if it is blank, longer than 128 characters or has control characters
     */
    public CredentialReference {
        if (item.isBlank() || item.length() > LONGEST_ITEM || item.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("credential reference: an item key has 1 to " + LONGEST_ITEM
                    + " characters, not all blank, no control characters");
        }
    }

    /**
     * Reads a reference.
     *
     * @param text the whole reference and nothing else
     * @return the reference
     * @throws IllegalArgumentException if it is not one; the message does not repeat it
     */
    public static CredentialReference parse(String text) {
        return ReferenceText.parse(text);
    }

    /**
     * Returns the reference in its one normal form.
     *
     * @return a text that {@link #parse} reads
     */
    @Override
    public String toString() {
        return ReferenceText.format(this);
    }
}
