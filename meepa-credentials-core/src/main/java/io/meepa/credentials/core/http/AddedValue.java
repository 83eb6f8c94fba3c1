package io.meepa.credentials.core.http;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.OutputMask;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A value on its way into one request. Owns the value.
 *
 * @param rule the rule that adds it
 * @param secret the value
 * @param user the user name beside it, for the form that needs one
 */
record AddedValue(BoundRule rule, Secret secret, Optional<Secret> user) implements AutoCloseable {

    private static final String PLAIN = "-._~";

    /**
     * Returns this, if answers can be searched for the value.
     *
     * @throws RequestRefusedException if it is too short or too long for that
     */
    AddedValue requireSearchable() {
        int characters = secret.withBytes(AddedValue::characters);
        int octets = secret.withBytes(bytes -> bytes.length);
        if (characters < OutputMask.SHORTEST || octets > OutputMask.LONGEST) {
            throw new RequestRefusedException("the rule " + rule.name() + ": " + rule.subject() + " has fewer than "
                    + OutputMask.SHORTEST + " characters or more than " + OutputMask.LONGEST
                    + " bytes, so that answers cannot be searched for it; nothing was sent");
        }
        return this;
    }

    private static int characters(byte[] utf8) {
        int count = 0;
        for (byte octet : utf8) {
            count += (octet & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    /** Returns the value as a header takes it. A string: the JDK takes nothing else. */
    String asHeader() {
        return secret.withBytes(bytes -> {
            for (byte octet : bytes) {
                if (octet < ' ' || octet == 0x7f) {
                    throw new ConfigurationException("the rule " + rule.name() + ": " + rule.subject()
                            + " has characters that no header can have; store it again without line breaks");
                }
            }
            return new String(bytes, StandardCharsets.US_ASCII);
        });
    }

    /** Returns user name and value as RFC 7617 has them. */
    String asBasic() {
        Secret name = user.orElseThrow(() -> new ConfigurationException("the rule " + rule.name() + ": " + rule.key()
                + " has no item username: add one, or give the rule a user"));
        return secret.withBytes(bytes -> {
            ByteArrayOutputStream pair = new ByteArrayOutputStream();
            name.withBytes(before -> {
                pair.writeBytes(before);
                return before.length;
            });
            pair.write(':');
            pair.writeBytes(bytes);
            return Base64.getEncoder().encodeToString(pair.toByteArray());
        });
    }

    /** Returns the value as a query takes it. */
    String asQuery() {
        return secret.withBytes(bytes -> {
            StringBuilder escaped = new StringBuilder();
            HexFormat hex = HexFormat.of().withUpperCase();
            for (byte octet : bytes) {
                char character = (char) (octet & 0xff);
                boolean plain =
                        character < 128 && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
                escaped.append(plain ? character : "%" + hex.toHexDigits(octet));
            }
            return escaped.toString();
        });
    }

    /** Returns what answers are searched for: the value, and the pair that it is part of. */
    Map<String, Secret> masked() {
        return user.isEmpty()
                ? Map.of(rule.name(), secret)
                : Map.of(rule.name(), secret, rule.name() + " with its user", Secret.of(asBasic()));
    }

    @Override
    public void close() {
        secret.close();
    }

    /** Returns the rule's name only. */
    @Override
    public String toString() {
        return rule.name();
    }
}
