package io.meepa.credentials.sops.store.seal;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.CorruptDocumentException;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.SopsLeaf;
import io.meepa.credentials.sops.SopsNode;
import io.meepa.credentials.sops.SopsPath;
import io.meepa.credentials.sops.SopsType;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A document whose MAC verified, held against its seal.
 *
 * @param document the document without its seal
 * @param seal the seal, or empty if it has none
 * @param macIv the vector of the file's MAC, in hexadecimal digits
 */
public record Examined(SopsDocument document, Optional<Seal> seal, String macIv) {

    private static final SopsPath SEAL = SopsPath.of(Seal.MEMBER);

    /**
     * Examines a document.
     *
     * @param agent whose it should be
     * @param opened the document as opened
     * @return the document without its seal, and what the seal says
     * @throws CorruptDocumentException if it is another agent's, or was changed without the key
     */
    public static Examined of(AgentId agent, SopsDocument opened) {
        String macIv = HexFormat.of()
                .formatHex(
                        opened.macIv().orElseThrow(() -> new IllegalArgumentException("the document was not opened")));
        Optional<SopsNode> line = opened.find(SEAL);
        if (line.isEmpty()) {
            return new Examined(opened, Optional.empty(), macIv);
        }
        Seal seal = parse(line.get());
        Examined examined = new Examined(opened.without(SEAL), Optional.of(seal), macIv);
        if (!seal.agent().equals(agent)) {
            throw new CorruptDocumentException("it is the document of agent " + seal.agent()
                    + ": put this agent's own file back, each agent has one of its own");
        }
        if (!examined.editedElsewhere() && !seal.vouchesFor(examined.document)) {
            throw new CorruptDocumentException("names, order, types, clear values or the rule were changed without the"
                    + " key: put a copy back that was not");
        }
        return examined;
    }

    /**
     * Tells whether another holder of the key wrote since we did.
     *
     * @return true if the seal vouches for an earlier write; the MAC alone vouches for this one
     */
    public boolean editedElsewhere() {
        return seal.isPresent() && !seal.get().macIv().equals(macIv);
    }

    private static Seal parse(SopsNode line) {
        Optional<Seal> seal = line instanceof SopsLeaf leaf && leaf.type() == SopsType.TEXT
                ? Seal.parse(leaf.reveal())
                : Optional.empty();
        return seal.orElseThrow(() -> new CorruptDocumentException(
                "its seal has a form that this version does not know: read it with the version that wrote it, or"
                        + " remove the member " + Seal.MEMBER + " with sops if you trust the content"));
    }
}
