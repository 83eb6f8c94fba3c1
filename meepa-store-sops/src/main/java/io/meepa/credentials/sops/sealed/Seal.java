package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.KeyEntry;
import io.meepa.credentials.sops.SopsDocument;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What our last write vouches for, in one encrypted line of the document.
 *
 * @param agent the owner of the document
 * @param generation grows with each write, also when a document is deleted and created again
 * @param structure the digest of what the MAC leaves open
 * @param macIv the random vector chosen for that write's MAC, in hexadecimal digits: a file with another one was
 *     written by another holder of the key since
 * @param recipients to whom that write was encrypted; empty for a seal that was made before seals said so
 * @param namespace the installation that the owner belongs to; empty for a seal that was made before seals said so
 */
public record Seal(
        AgentId agent,
        long generation,
        String structure,
        String macIv,
        Optional<List<String>> recipients,
        Optional<String> namespace) {

    /** The member of the document that holds the seal. */
    public static final String MEMBER = "seal";

    private static final Pattern FORM = Pattern.compile(
            "meepa-seal 1 agent=([^ ]{1,64}) generation=([0-9]{1,18})"
                    + " structure=([0-9a-f]{64}) mac-iv=([0-9a-f]{64})(?: recipients=([0-9a-z,]*))?(?: namespace=([^ ]{1,64}))?");

    /** Copies the list. */
    public Seal {
        recipients = recipients.map(List::copyOf);
    }

    /** Seals a document, given without its seal, that will be saved with a MAC under a vector. */
    static Seal of(DocumentPlace place, long generation, SopsDocument document, byte[] macIv) {
        List<String> recipients = document.keyEntries().stream()
                .filter(KeyEntry::isX25519)
                .map(KeyEntry::recipient)
                .toList();
        return new Seal(
                place.agent(),
                generation,
                StructureDigest.digest(document),
                HexFormat.of().formatHex(macIv),
                Optional.of(recipients),
                Optional.of(place.namespace()));
    }

    /** Reads a seal's line; empty if no version that we know has this form. */
    static Optional<Seal> parse(String line) {
        Matcher matcher = FORM.matcher(line);
        if (!matcher.matches() || !AgentId.isValid(matcher.group(1))) {
            return Optional.empty();
        }
        Optional<List<String>> recipients =
                Optional.ofNullable(matcher.group(5)).map(names -> List.of(names.split(",", -1)));
        return Optional.of(new Seal(
                AgentId.of(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                matcher.group(4),
                recipients,
                Optional.ofNullable(matcher.group(6))));
    }

    /** Reports whether nothing changed in a document, given without its seal, that the MAC leaves open. */
    boolean vouchesFor(SopsDocument document) {
        return structure.equals(StructureDigest.digest(document));
    }

    /** Returns the line, to be encrypted in the document. */
    String line() {
        return "meepa-seal 1 agent=" + agent + " generation=" + generation + " structure=" + structure + " mac-iv="
                + macIv
                + recipients
                        .map(names -> " recipients=" + String.join(",", names))
                        .orElse("")
                + namespace.map(name -> " namespace=" + name).orElse("");
    }
}
