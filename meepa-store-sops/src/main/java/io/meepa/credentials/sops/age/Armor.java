package io.meepa.credentials.sops.age;

import io.meepa.credentials.sops.crypto.CanonicalBase64;
import java.util.ArrayList;
import java.util.List;

/**
 * The text form of an age file: one base64 text in lines of 64 columns between two dashed ones, with nothing but white
 * space around it.
 *
 * @see <a href="https://age-encryption.org/v1">The age format, "ASCII armor"</a>
 */
final class Armor {

    private static final String BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
    private static final String END = "-----END AGE ENCRYPTED FILE-----";
    private static final int COLUMNS = 64;

    private Armor() {}

    /** Takes the armor off. */
    static byte[] decode(String armored) throws AgeDefect {
        List<String> lines = lines(armored.strip());
        int last = lines.size() - 1;
        if (last < 1 || !lines.get(0).equals(BEGIN) || !lines.get(last).equals(END)) {
            throw new AgeDefect(AgeDefect.Part.ARMOR);
        }
        List<String> body = lines.subList(1, last);
        for (int i = 0; i < body.size(); i++) {
            int length = body.get(i).length();
            boolean full = length == COLUMNS;
            if (!full && (i < body.size() - 1 || length > COLUMNS || length == 0)) {
                throw new AgeDefect(AgeDefect.Part.ARMOR);
            }
        }
        return CanonicalBase64.padded(String.join("", body)).orElseThrow(() -> new AgeDefect(AgeDefect.Part.ARMOR));
    }

    /** Ends of lines may be a line feed, or a carriage return and one. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', start)) {
            boolean returned = feed > start && text.charAt(feed - 1) == '\r';
            lines.add(text.substring(start, returned ? feed - 1 : feed));
            start = feed + 1;
        }
        lines.add(text.substring(start));
        return lines;
    }
}
