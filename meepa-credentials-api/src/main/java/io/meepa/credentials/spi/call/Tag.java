package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Marks an upstream resource as ours: {@code namespace.agent.category.generation}. Recorded before it is used, the same
 * over all attempts of one operation, and never used again once its resource was revoked.
 *
 * @param text the tag, of {@code a-z 0-9 . _ -}
 */
public record Tag(String text) {

    private static final int DIGEST_CHARACTERS = 32;

    private static final Pattern FORM = Pattern.compile("[a-z0-9._-]+");

    /**
     * Checks the characters.
     *
     * @throws IllegalArgumentException if there is another than {@code a-z 0-9 . _ -}, or none
     */
    public Tag {
        if (!allows(text)) {
            throw new IllegalArgumentException("tag: use a-z, 0-9, '.', '_' and '-'");
        }
    }

    /**
     * Returns whether a text could be a tag.
     *
     * @param text the text
     * @return whether it has the characters of a tag alone, and at least one
     */
    public static boolean allows(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Composes a tag.
     *
     * @param namespace the installation's namespace
     * @param agent whose resource
     * @param category which category; characters outside {@code a-z 0-9 _ -} become {@code -}
     * @param generation distinguishes this resource from earlier ones of the slot
     * @return the tag
     * @throws IllegalArgumentException if namespace or generation have other characters than a tag
     */
    public static Tag of(String namespace, AgentId agent, Category category, String generation) {
        String slot = category.name().replaceAll("[^a-z0-9_-]", "-");
        return new Tag(namespace + "." + agent + "." + slot + "." + generation);
    }

    /**
     * Fits the tag to an upstream's limit: unchanged if it fits, else its beginning and a digest of the whole.
     *
     * @param longest the longest text the upstream takes, at least 40 characters
     * @return a text that is as unique as the tag
     */
    public String fitted(int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, longest - DIGEST_CHARACTERS - 1) + "." + digest();
    }

    private String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
