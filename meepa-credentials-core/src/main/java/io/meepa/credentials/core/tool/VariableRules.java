package io.meepa.credentials.core.tool;

import io.meepa.credentials.core.config.grant.VariableNames;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Which names and values may become environment variables. */
final class VariableRules {

    /** Windows' limit for a name, {@code =} and value; Linux takes four times as much. */
    static final int LONGEST = 32_767;

    private VariableRules() {}

    static void check(Variable variable) {
        checkName(variable.name(), variable.source());
        checkValue(variable);
    }

    private static void checkName(String name, String source) {
        if (!VariableNames.hasForm(name)) {
            throw new ConfigurationException(
                    source + ": a variable's name is 1 to 255 of A-Z, a-z, 0-9 and _, not beginning with a digit");
        }
        if (VariableNames.isReserved(name)) {
            throw new ConfigurationException(source + ": the variable " + name
                    + " is reserved, for it steers the tool itself; choose another name");
        }
    }

    private static void checkValue(Variable variable) {
        int longest = LONGEST - variable.name().length() - 1;
        String fault = variable.value().withBytes(bytes -> fault(bytes, longest));
        if (!fault.isEmpty()) {
            throw new ConfigurationException(
                    variable.name() + ": the value of " + variable.source() + " " + fault + "; hand it over as a file");
        }
    }

    private static String fault(byte[] value, int longest) {
        if (value.length > longest) {
            return "is longer than the " + longest + " bytes that every platform takes";
        }
        for (byte octet : value) {
            if (octet == 0) {
                return "contains a NUL byte";
            }
        }
        return isText(value) ? "" : "is not UTF-8 text";
    }

    private static boolean isText(byte[] value) {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            Arrays.fill(decoded.array(), '\0');
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static boolean hasLineBreak(Secret value) {
        return value.withBytes(bytes -> {
            for (byte octet : bytes) {
                if (octet == '\n' || octet == '\r') {
                    return true;
                }
            }
            return false;
        });
    }
}
