package io.meepa.examples.terminal.argument;

import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.exit.Refusal;
import io.meepa.examples.terminal.prompt.ItemSpecification;
import io.meepa.examples.terminal.prompt.Prompt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads values: typed without echo, or from standard input. Never from arguments, which everybody can read. */
public final class SecretInput {

    private static final int LONGEST = 1 << 20;

    private SecretInput() {}

    /**
     * Asks for one value after the other.
     *
     * @param items what the values are for
     * @return the values, in the same order
     * @throws Refusal if there is no terminal to ask on
     */
    public static List<Secret> typed(List<ItemSpecification> items) {
        try (Prompt prompt = Prompt.open().orElseThrow(SecretInput::nobody)) {
            return items.stream().map(prompt::value).toList();
        }
    }

    private static Refusal nobody() {
        return new Refusal(ExitCode.USAGE, "there is no terminal to ask on: give values with --stdin");
    }

    /**
     * Reads a single value as a whole, less a final line break; several values take one line each.
     *
     * @param items what the values are for
     * @param input where they come from
     * @return the values, in the same order
     * @throws Refusal if there are too few or too many, or they are too long
     */
    public static List<Secret> piped(List<ItemSpecification> items, InputStream input) {
        byte[] bytes = bytes(input);
        List<Secret> values = new ArrayList<>();
        int start = 0;
        for (int index = 0; index < items.size(); index++) {
            int end = items.size() == 1 ? bytes.length : lineEnd(bytes, start);
            values.add(required(Secret.wrap(withoutBreak(bytes, start, end)), items.get(index)));
            start = end;
        }
        boolean rest = start < bytes.length;
        Arrays.fill(bytes, (byte) 0);
        if (rest) {
            throw new Refusal(ExitCode.USAGE, "standard input has more lines than there are items");
        }
        return values;
    }

    private static byte[] bytes(InputStream input) {
        try {
            byte[] bytes = input.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Refusal(ExitCode.USAGE, "standard input is longer than " + LONGEST + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
    }

    /** Returns the index after the line's break. */
    private static int lineEnd(byte[] bytes, int start) {
        int index = start;
        while (index < bytes.length && bytes[index] != '\n') {
            index++;
        }
        return Math.min(index + 1, bytes.length);
    }

    private static byte[] withoutBreak(byte[] bytes, int start, int end) {
        int last = end;
        if (last > start && bytes[last - 1] == '\n') {
            last -= last - 1 > start && bytes[last - 2] == '\r' ? 2 : 1;
        }
        return Arrays.copyOfRange(bytes, start, last);
    }

    private static Secret required(Secret value, ItemSpecification item) {
        if (value.isEmpty()) {
            throw new Refusal(ExitCode.USAGE, "no value given for " + item.key());
        }
        return value;
    }
}
