package io.meepa.credentials.sops;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.text.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The identities a file may be opened with, as an age identity file holds them. Immutable and thread-safe.
 *
 * <p>A file has one key per line, or several with blanks between them, as sops accepts in a variable; empty lines and lines
 * starting with {@code #} are skipped, and CRLF is accepted. Keys of
 * other kinds (post-quantum, plug-ins) are left aside and named in the error when nothing else opens a file.
 */
public final class Identities {

    private final List<Identity> all;
    private final List<String> leftAside;

    private Identities(List<Identity> all, List<String> leftAside) {
        this.all = List.copyOf(all);
        this.leftAside = List.copyOf(leftAside);
    }

    /**
     * Collects identities.
     *
     * @param identities in the order to try them
     * @return the collection
     */
    public static Identities of(Identity... identities) {
        return new Identities(List.of(identities), List.of());
    }

    /**
     * Collects identities.
     *
     * @param identities in the order to try them
     * @return the collection
     */
    public static Identities of(List<Identity> identities) {
        return new Identities(identities, List.of());
    }

    /**
     * Reads an identity file.
     *
     * @param file its content
     * @return its identities
     * @throws CorruptDocumentException if a line is neither a key nor a comment
     * @throws KeyUnavailableException if there is no key that can be used, or the file is itself encrypted
     */
    public static Identities parse(Secret file) {
        return file.withBytes(Identities::parse);
    }

    /**
     * Reads an identity file again. A key that is known is taken over: to derive its public half anew is the costly part.
     *
     * @param file its content
     * @param known what an earlier reading found, or the identity that was written
     * @return its identities
     * @throws CorruptDocumentException if a line is neither a key nor a comment
     * @throws KeyUnavailableException if there is no key that can be used, or the file is itself encrypted
     */
    public static Identities parse(Secret file, Identities known) {
        return file.withBytes(bytes -> parse(bytes, known));
    }

    /**
     * Reads an identity file.
     *
     * @param file its content; stays the caller's, to wipe
     * @return its identities
     * @throws CorruptDocumentException if a line is neither a key nor a comment
     * @throws KeyUnavailableException if there is no key that can be used, or the file is itself encrypted
     */
    public static Identities parse(byte[] file) {
        return parse(file, of());
    }

    private static Identities parse(byte[] file, Identities known) {
        if (file.length > Limits.IDENTITY_FILE_BYTES) {
            throw new CorruptDocumentException(
                    "the age identity file is larger than " + Limits.IDENTITY_FILE_BYTES + " bytes");
        }
        if (startsWith(file, 0, "age-encryption.org/") || startsWith(file, 0, "-----BEGIN AGE")) {
            throw new KeyUnavailableException(
                    "the age identity file is encrypted; decrypt it with age and hand over the plain identities");
        }
        return new Lines(file, known).read();
    }

    private static int endOfLine(byte[] file, int start) {
        int end = start;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        return end;
    }

    private static int endOfWord(byte[] file, int start, int end) {
        int at = start;
        while (at < end && file[at] != ' ' && file[at] != '\t' && file[at] != '\r') {
            at++;
        }
        return at;
    }

    private static boolean startsWith(byte[] file, int start, String text) {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        int end = start + expected.length;
        return end <= file.length && Arrays.equals(file, start, end, expected, 0, expected.length);
    }

    private static String beside(List<String> leftAside) {
        return leftAside.isEmpty() ? "" : " (only " + String.join(", ", leftAside) + ", which we cannot use)";
    }

    /**
     * Returns the identities.
     *
     * @return the identities in the order they are tried
     */
    public List<Identity> all() {
        return all;
    }

    /**
     * Returns the public halves.
     *
     * @return the recipients in the same order
     */
    public List<Recipient> recipients() {
        return all.stream().map(Identity::recipient).toList();
    }

    /**
     * Names the keys that were left aside because of their kind.
     *
     * @return one phrase per key, without the key
     */
    public List<String> leftAside() {
        return leftAside;
    }

    /**
     * Returns the recipients, never a key.
     *
     * @return a text that may be seen
     */
    @Override
    public String toString() {
        return "Identities" + recipients();
    }

    /** One reading of a file. */
    private static final class Lines {

        private final byte[] file;
        private final Identities known;
        private final List<Identity> found = new ArrayList<>();
        private final List<String> leftAside = new ArrayList<>();

        Lines(byte[] file, Identities known) {
            this.file = file;
            this.known = known;
        }

        Identities read() {
            int line = 1;
            for (int start = 0; start < file.length; line++) {
                int end = endOfLine(file, start);
                read(start, end, line);
                start = end + 1;
            }
            if (found.isEmpty()) {
                throw new KeyUnavailableException("the age identity file holds no X25519 identity" + beside(leftAside)
                        + "; make one with age-keygen");
            }
            return new Identities(found, leftAside);
        }

        private void read(int start, int end, int line) {
            if (file[start] == '#') {
                return;
            }
            for (int from = start; from < end; ) {
                int to = endOfWord(file, from, end);
                if (to > from) {
                    readWord(from, to, line);
                }
                from = to + 1;
            }
        }

        private void readWord(int start, int end, int line) {
            if (startsWith(file, start, "AGE-SECRET-KEY-PQ-1")) {
                leftAside.add("a post-quantum identity in line " + line);
            } else if (startsWith(file, start, "AGE-PLUGIN-")) {
                leftAside.add("a plug-in identity in line " + line);
            } else if (found.size() == Limits.IDENTITIES) {
                throw new CorruptDocumentException(
                        "the age identity file holds more than " + Limits.IDENTITIES + " identities");
            } else {
                found.add(identity(start, end, line));
            }
        }

        private Identity identity(int start, int end, int line) {
            return known.all.stream()
                    .filter(identity -> identity.isAt(file, start, end))
                    .findFirst()
                    .orElseGet(() -> Identity.parse(file, start, end, "line " + line + " of the age identity file"));
        }
    }
}
