package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.UnwrappedKey;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.sops.tree.SopsType;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An opened document whose MAC and seal were verified. The secrets in its content are shared by everybody who holds it;
 * nobody closes them. Immutable and thread-safe.
 *
 * @param document the SOPS document without its seal
 * @param seal the seal, or empty if the document has none
 * @param macIv the vector of the document's MAC, in hexadecimal digits
 * @param content the document as the neutral tree, without the seal
 */
public record VerifiedDocument(SopsDocument document, Optional<Seal> seal, String macIv, DocumentNode.Fields content) {

    private static final SopsPath SEAL = SopsPath.of(Seal.MEMBER);

    /**
     * Verifies an opened document against its seal.
     *
     * @param place where it was read, which says whose it should be
     * @param opened the document as opened, with its seal
     * @return the verified document
     * @throws CorruptDocumentException if it is another agent's or, in a shared place, another installation's, or was
     *     changed without the key
     */
    public static VerifiedDocument of(DocumentPlace place, SopsDocument opened) {
        String macIv = HexFormat.of()
                .formatHex(
                        opened.macIv().orElseThrow(() -> new IllegalArgumentException("the document was not opened")));
        Optional<SopsNode> line = opened.find(SEAL);
        if (line.isEmpty()) {
            return new VerifiedDocument(opened, Optional.empty(), macIv, DocumentTree.fromSops(opened.tree()));
        }
        Seal seal = parse(line.get());
        SopsDocument document = opened.without(SEAL);
        requireOwner(place, seal);
        if (seal.macIv().equals(macIv) && !seal.vouchesFor(document)) {
            throw new CorruptDocumentException("names, order, types, clear values or the rule were changed without the"
                    + " key: put a copy back that was not");
        }
        return new VerifiedDocument(document, Optional.of(seal), macIv, DocumentTree.fromSops(document.tree()));
    }

    /**
     * Takes a document with the seal that was made for it just now. Nothing of it is left to verify: saving proved that names,
     * order, types and values are those that were sealed.
     */
    static VerifiedDocument sealed(Seal seal, SopsDocument saved) {
        SopsDocument document = saved.without(SEAL);
        return new VerifiedDocument(document, Optional.of(seal), seal.macIv(), DocumentTree.fromSops(document.tree()));
    }

    private static void requireOwner(DocumentPlace place, Seal seal) {
        if (!seal.agent().equals(place.agent())) {
            throw new CorruptDocumentException("it is the document of agent " + seal.agent()
                    + ": put this agent's own file back, each agent has one of its own");
        }
        if (place.shared()
                && seal.namespace()
                        .filter(name -> !name.equals(place.namespace()))
                        .isPresent()) {
            throw new CorruptDocumentException(
                    "it is a document of namespace " + seal.namespace().get() + ", not of "
                            + place.namespace()
                            + ": put this namespace's own document back. If the namespace was renamed, rekey the"
                            + " document in a file store under the new one first");
        }
    }

    /**
     * Reports whether another holder of the key wrote the document after us.
     *
     * @return true if the seal vouches for an earlier write; the MAC alone vouches for this one
     */
    public boolean editedElsewhere() {
        return seal.isPresent() && !seal.get().macIv().equals(macIv);
    }

    /**
     * Returns which version this is.
     *
     * @return the version, without the content
     */
    public DocumentVersion version() {
        return new DocumentVersion(seal.map(Seal::generation).orElse(0L), macIv);
    }

    /**
     * Returns the data key with its wrapped forms, to open the next version with. It holds nothing of the content.
     *
     * @return the key
     */
    public UnwrappedKey key() {
        return document.unwrappedKey();
    }

    private static Seal parse(SopsNode line) {
        Optional<Seal> seal = line instanceof SopsLeaf leaf && leaf.type() == SopsType.TEXT
                ? Seal.parse(leaf.reveal())
                : Optional.empty();
        return seal.orElseThrow(() -> new CorruptDocumentException(
                "its seal has a form that this version does not know: read it with the version that wrote it, or"
                        + " remove the member " + Seal.MEMBER + " with sops if you trust the content"));
    }

    /**
     * Returns a fixed text.
     *
     * @return the same for every document
     */
    @Override
    public String toString() {
        return "VerifiedDocument[redacted]";
    }
}
