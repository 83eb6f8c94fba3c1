package io.meepa.credentials.core.masking;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.OutputMask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mask for a fixed set of secrets. Keeps their content, spelled in all forms, until it is collected. */
public final class SecretMask implements OutputMask {

    // transient: it holds the secrets in a readable form, and reflective serialisers leave such fields out.
    private final transient Automaton automaton;

    private final Map<String, Refusal> refused;

    private SecretMask(Automaton automaton, Map<String, Refusal> refused) {
        this.automaton = automaton;
        this.refused = refused;
    }

    /**
     * Creates a mask.
     *
     * @param secrets what to hide, by a name for {@link #refused}
     * @return the mask
     */
    public static SecretMask of(Map<String, Secret> secrets) {
        Trie trie = new Trie(secrets.size());
        Map<String, Refusal> refused = new LinkedHashMap<>();
        secrets.forEach((name, secret) -> secret.withBytes(bytes -> {
            if (bytes.length > LONGEST) {
                refused.put(name, Refusal.TOO_LONG);
            } else if (characters(bytes) < SHORTEST) {
                refused.put(name, Refusal.TOO_SHORT);
            } else {
                SpelledSecret.forms(bytes, trie::add);
            }
            return bytes.length;
        }));
        return new SecretMask(trie.build(), Map.copyOf(refused));
    }

    private static int characters(byte[] utf8) {
        int count = 0;
        for (byte octet : utf8) {
            count += (octet & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    @Override
    public String apply(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream masked = new ByteArrayOutputStream(bytes.length);
        MaskingStream stream = MaskingStream.forAtMost(bytes.length, automaton, masked);
        try (stream) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory does not fail", e);
        }
        return stream.foundAny() ? masked.toString(StandardCharsets.UTF_8) : text;
    }

    @Override
    public OutputStream filter(OutputStream target) {
        return new MaskingStream(automaton, target);
    }

    @Override
    public Writer filter(Writer target) {
        return new OutputStreamWriter(new MaskingStream(automaton, new DecodingStream(target)), StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, Refusal> refused() {
        return refused;
    }
}
