package io.meepa.credentials.sops.store.seal;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.sops.SopsDocument;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What our last write vouched for, in one encrypted line of the document.
 *
 * @param agent whose document it is
 * @param generation grows with each write, also when a document is deleted and made again
 * @param structure the digest of what the MAC leaves open
 * @param macIv the random vector chosen for that write's MAC, in hexadecimal digits: a file with another one was
 *     written by another holder of the key since
 */
public record Seal(AgentId agent, long generation, String structure, String macIv) {

    /** The member of the document that holds the seal. */
    public static final String MEMBER = "seal";

    private static final Pattern FORM = Pattern.compile(
            "meepa-seal 1 agent=([^ ]{1,64}) generation=([0-9]{1,18}) structure=([0-9a-f]{64}) mac-iv=([0-9a-f]{64})");

    /**
     * Seals a document.
     *
     * @param agent whose it is
     * @param generation the number of this write
     * @param document the document without its seal
     * @param macIv the vector that this write's MAC will use
     * @return the seal
     */
    public static Seal of(AgentId agent, long generation, SopsDocument document, byte[] macIv) {
        return new Seal(
                agent, generation, Structure.digest(document), HexFormat.of().formatHex(macIv));
    }

    /**
     * Reads a seal's line.
     *
     * @param line the line
     * @return the seal, or empty if it is none of this version
     */
    public static Optional<Seal> parse(String line) {
        Matcher matcher = FORM.matcher(line);
        if (!matcher.matches() || !AgentId.isValid(matcher.group(1))) {
            return Optional.empty();
        }
        return Optional.of(new Seal(
                AgentId.of(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3), matcher.group(4)));
    }

    /**
     * Tells whether a document is the one that was sealed.
     *
     * @param document the document without its seal
     * @return whether nothing that the MAC leaves open changed
     */
    public boolean vouchesFor(SopsDocument document) {
        return structure.equals(Structure.digest(document));
    }

    /**
     * Returns the line, for the document.
     *
     * @return the line, to be encrypted
     */
    public String line() {
        return "meepa-seal 1 agent=" + agent + " generation=" + generation + " structure=" + structure + " mac-iv="
                + macIv;
    }
}
