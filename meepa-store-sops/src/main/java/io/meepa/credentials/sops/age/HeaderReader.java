package io.meepa.credentials.sops.age;

import io.meepa.credentials.sops.crypto.CanonicalBase64;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a header in turn. For one reading by one thread. */
final class HeaderReader {

    private static final String VERSION = "age-encryption.org/v1";
    private static final String STANZA = "-> ";
    private static final String FOOTER = "---";
    private static final int COLUMNS = 64;
    private static final int MAC_BYTES = 32;

    private final byte[] file;
    private int at;
    private int authenticatedEnd;

    HeaderReader(byte[] file) {
        this.file = file;
    }

    void version() throws AgeDefect {
        require(line().equals(VERSION));
    }

    List<Stanza> stanzas() throws AgeDefect {
        List<Stanza> stanzas = new ArrayList<>();
        while (startsWith(STANZA)) {
            stanzas.add(new Stanza(arguments(line()), body()));
        }
        require(!stanzas.isEmpty());
        return stanzas;
    }

    private static List<String> arguments(String line) throws AgeDefect {
        List<String> arguments = List.of(line.substring(STANZA.length()).split(" ", -1));
        for (String argument : arguments) {
            require(!argument.isEmpty() && argument.chars().allMatch(c -> c > ' ' && c < 0x7F));
        }
        return arguments;
    }

    /** Full lines and one that is shorter, which may be empty. */
    private byte[] body() throws AgeDefect {
        StringBuilder text = new StringBuilder();
        String line;
        do {
            line = line();
            require(line.length() <= COLUMNS);
            text.append(line);
        } while (line.length() == COLUMNS);
        return unpadded(text.toString());
    }

    byte[] mac() throws AgeDefect {
        require(startsWith(FOOTER + " "));
        authenticatedEnd = at + FOOTER.length();
        byte[] mac = unpadded(line().substring(FOOTER.length() + 1));
        require(mac.length == MAC_BYTES);
        return mac;
    }

    /** Where the part that the MAC is over ends. */
    int authenticatedEnd() {
        return authenticatedEnd;
    }

    /** Where the payload starts. */
    int end() {
        return at;
    }

    static byte[] unpadded(String base64) throws AgeDefect {
        return CanonicalBase64.unpadded(base64).orElseThrow(() -> new AgeDefect(AgeDefect.Part.HEADER));
    }

    private boolean startsWith(String text) {
        return text.length() <= file.length - at
                && text.equals(new String(file, at, text.length(), StandardCharsets.ISO_8859_1));
    }

    private String line() throws AgeDefect {
        int end = at;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        require(end < file.length);
        String line = new String(file, at, end - at, StandardCharsets.ISO_8859_1);
        at = end + 1;
        return line;
    }

    private static void require(boolean fulfilled) throws AgeDefect {
        if (!fulfilled) {
            throw new AgeDefect(AgeDefect.Part.HEADER);
        }
    }
}
