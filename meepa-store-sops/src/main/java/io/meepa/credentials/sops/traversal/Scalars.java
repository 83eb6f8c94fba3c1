package io.meepa.credentials.sops.traversal;

import io.meepa.credentials.sops.crypto.GoFloat;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsType;
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
    private static final Pattern NEGATIVE_ZERO = Pattern.compile("-(0+\\.?0*|\\.0+)([eE][+-]?[0-9]{1,6})?");
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private Scalars() {}

    /** Reads a value that stands in clear. */
    static SopsLeaf clear(SopsLeaf value, Trail where) {
        return switch (value.type()) {
            case INTEGER, REAL -> number(value.reveal(), where);
            default -> value;
        };
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
            case TEXT, BYTES, COMMENT -> SopsLeaf.wrap(type, plaintext);
            case INTEGER -> decryptedWhole(text(plaintext), where);
            case REAL -> decryptedReal(text(plaintext), where);
            case FLAG -> decryptedFlag(text(plaintext), where);
            case TIME -> decryptedTime(text(plaintext), where);
            case NOTHING -> throw new IllegalArgumentException("the null is never encrypted");
        };
    }

    /** Only in clear is a negative zero read back as another number. */
    private static SopsLeaf decryptedReal(String text, Trail where) {
        return NEGATIVE_ZERO.matcher(text).matches() ? SopsLeaf.ascii(SopsType.REAL, "-0") : real(text, where);
    }

    private static SopsLeaf decryptedWhole(String text, Trail where) {
        if (!WHOLE.matcher(text).matches()) {
            throw Defect.malformed("the value at " + where + " is typed int but is no whole number");
        }
        try {
            return SopsLeaf.ascii(SopsType.INTEGER, Long.toString(Long.parseLong(text)));
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
            // Reported below; the exception quotes the value.
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

    /** Adds a value to a document's MAC, which covers everything but comments. */
    static void authenticate(SopsLeaf leaf, boolean encrypted, ValueMac mac) {
        if (leaf.type() != SopsType.COMMENT) {
            mac.add(leaf, encrypted);
        }
    }

    /** Writes a value in clear. */
    static SopsLeaf json(SopsLeaf leaf, Trail where) {
        return switch (leaf.type()) {
            case NOTHING, FLAG, INTEGER -> leaf;
            case REAL -> SopsLeaf.ascii(SopsType.REAL, GoFloat.json(Double.parseDouble(leaf.reveal())));
            case TEXT, TIME, COMMENT -> text(leaf, where);
            case BYTES -> throw new IllegalArgumentException("the bytes at " + where + " have no form in clear JSON");
        };
    }

    private static SopsLeaf text(SopsLeaf leaf, Trail where) {
        if (!leaf.isUtf8()) {
            throw new IllegalArgumentException("the text at " + where + " is not UTF-8");
        }
        return leaf.type() == SopsType.TEXT
                ? leaf
                : leaf.withBytes(bytes -> SopsLeaf.wrap(SopsType.TEXT, bytes.clone()));
    }
}
