package io.meepa.credentials.sops;

import io.meepa.credentials.sops.crypto.GoFloat;
import io.meepa.credentials.sops.json.Defect;
import io.meepa.credentials.sops.json.GoText;
import io.meepa.credentials.sops.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;

/** The spellings of single values: in JSON, and in the canonical bytes that are encrypted and hashed. */
final class Scalars {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]{1,400}\\.?[0-9]{0,1100}|\\.[0-9]{1,1100})([eE][+-]?[0-9]{1,6})?");
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private Scalars() {}

    /** Reads a value that stands in clear. */
    static SopsLeaf clear(JsonValue value, Trail where) {
        if (value instanceof JsonValue.Text text) {
            return new SopsLeaf(SopsType.TEXT, text.value().getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof JsonValue.Flag flag) {
            return SopsLeaf.flag(flag.value());
        }
        return value instanceof JsonValue.Numeric number ? number(number.literal(), where) : SopsLeaf.nothing();
    }

    /** A literal of 64 bits is whole, every other number a double: the rule of sops since 3.13.2. */
    private static SopsLeaf number(String literal, Trail where) {
        if (WHOLE.matcher(literal).matches()) {
            try {
                return whole(literal, where);
            } catch (NumberFormatException e) {
                return real(literal, where);
            }
        }
        return real(literal, where);
    }

    private static SopsLeaf whole(String text, Trail where) {
        if (text.startsWith("-") && Long.parseLong(text) == 0) {
            throw negativeZero(where);
        }
        return SopsLeaf.ascii(SopsType.INTEGER, Long.toString(Long.parseLong(text)));
    }

    private static SopsLeaf real(String text, Trail where) {
        if (!DECIMAL.matcher(text).matches()) {
            throw Defect.malformed("the number at " + where + " is not a finite decimal number");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw Defect.malformed("the number at " + where + " is too large for a double");
        }
        if (value == 0 && text.startsWith("-")) {
            throw negativeZero(where);
        }
        return SopsLeaf.ascii(SopsType.REAL, GoFloat.plain(value));
    }

    private static Defect negativeZero(Trail where) {
        return Defect.malformed("the number at " + where + " is a negative zero, which sops itself cannot read back");
    }

    /** Reads a decrypted value. */
    static SopsLeaf decrypted(SopsType type, byte[] plaintext, Trail where) {
        return switch (type) {
            case TEXT, BYTES, COMMENT -> new SopsLeaf(type, plaintext);
            case INTEGER -> decryptedWhole(text(plaintext), where);
            case REAL -> real(text(plaintext), where);
            case FLAG -> decryptedFlag(text(plaintext), where);
            case TIME -> decryptedTime(text(plaintext), where);
            case NOTHING -> throw new IllegalArgumentException("the null is never encrypted");
        };
    }

    private static SopsLeaf decryptedWhole(String text, Trail where) {
        if (!WHOLE.matcher(text).matches()) {
            throw Defect.malformed("the value at " + where + " is typed int but is no whole number");
        }
        try {
            return whole(text, where);
        } catch (NumberFormatException e) {
            throw Defect.malformed("the whole number at " + where + " has more than 64 bits");
        }
    }

    private static SopsLeaf decryptedFlag(String text, Trail where) {
        if (!TRUE.contains(text) && !FALSE.contains(text)) {
            throw Defect.malformed("the value at " + where + " is typed bool but is neither true nor false");
        }
        return SopsLeaf.flag(TRUE.contains(text));
    }

    private static SopsLeaf decryptedTime(String text, Trail where) {
        try {
            if (TIME.matcher(text).matches()) {
                OffsetDateTime.parse(text);
                return SopsLeaf.ascii(SopsType.TIME, canonicalTime(text));
            }
        } catch (DateTimeParseException e) {
            // Told below; the exception quotes the value.
        }
        throw Defect.malformed("the value at " + where + " is typed time but is no RFC 3339 time");
    }

    private static String canonicalTime(String text) {
        int zone = text.endsWith("Z") ? text.length() - 1 : text.length() - "+00:00".length();
        String local = text.substring(0, zone);
        int end = local.length();
        while (local.indexOf('.') >= 0 && (local.charAt(end - 1) == '0' || local.charAt(end - 1) == '.')) {
            end--;
            if (local.charAt(end) == '.') {
                break;
            }
        }
        boolean utc = text.regionMatches(zone + 1, "00:00", 0, "00:00".length());
        return local.substring(0, end) + (utc ? "Z" : text.substring(zone));
    }

    private static String text(byte[] plaintext) {
        return new String(plaintext, StandardCharsets.ISO_8859_1);
    }

    /** Writes a value in clear. */
    static JsonValue json(SopsLeaf leaf, Trail where) {
        return switch (leaf.type()) {
            case NOTHING -> JsonValue.NOTHING;
            case FLAG -> new JsonValue.Flag(leaf == SopsLeaf.flag(true));
            case INTEGER -> new JsonValue.Numeric(leaf.reveal());
            case REAL -> new JsonValue.Numeric(GoFloat.json(Double.parseDouble(leaf.reveal())));
            case TEXT, TIME, COMMENT -> new JsonValue.Text(utf8(leaf, where));
            case BYTES -> throw new IllegalArgumentException("the bytes at " + where + " have no form in clear JSON");
        };
    }

    private static String utf8(SopsLeaf leaf, Trail where) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(leaf.plaintext()))
                    .toString();
            if (GoText.isWellFormed(text)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Told below.
        }
        throw new IllegalArgumentException("the text at " + where + " is not UTF-8");
    }
}
