package io.meepa.credentials.model;

import java.util.regex.Pattern;

/**
 * Names an agent. The name becomes a folder, part of an upstream tag and part of a mail address, so it is narrow: lower
 * case letters, digits, {@code . _ -}, at most 64 characters, beginning with a letter or digit.
 *
 * @param value the name
 */
public record AgentId(String value) implements Comparable<AgentId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** Device names that a Windows folder cannot have, whatever its extension. */
    private static final Pattern RESERVED = Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is not allowed; the message does not repeat it
     */
    public AgentId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("agent id: use 1 to 64 of a-z, 0-9, '.', '_', '-', beginning with a"
                    + " letter or digit, without '..', a final '.' or a reserved device name");
        }
    }

    /**
     * Names an agent.
     *
     * @param value the name
     * @return the id
     * @throws IllegalArgumentException if the name is not allowed
     */
    public static AgentId of(String value) {
        return new AgentId(value);
    }

    /**
     * Returns whether a text may name an agent.
     *
     * @param value the text
     * @return whether {@link #of} would accept it
     */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches()
                && !value.contains("..")
                && !value.endsWith(".")
                && !RESERVED.matcher(value).matches();
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    // Spelt out: what a record does by itself is linked at its first use, which shows in the start of a short program.
    @Override
    public boolean equals(Object other) {
        return other instanceof AgentId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
