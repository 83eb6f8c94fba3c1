package io.meepa.examples.mcp;

import io.meepa.credentials.tool.OutputMask;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Masks the keys in this server's own environment, which a program of the same user can read. Only as they are: what spells
 * them differently shows them.
 */
final class HostKeys {

    private static final Pattern KEY = Pattern.compile(".*(KEY|TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIAL).*");

    private final List<String> values;

    HostKeys(Map<String, String> environment) {
        values = environment.entrySet().stream()
                .filter(variable -> KEY.matcher(variable.getKey()).matches())
                .map(Map.Entry::getValue)
                .filter(value -> value.length() >= OutputMask.SHORTEST)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, OutputMask.MARK);
        }
        return masked;
    }
}
