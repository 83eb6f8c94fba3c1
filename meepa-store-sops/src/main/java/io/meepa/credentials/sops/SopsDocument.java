package io.meepa.credentials.sops;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.sops.crypto.DataKey;
import io.meepa.credentials.sops.crypto.EncText;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.text.BeyondLimitException;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.text.Limits;
import io.meepa.credentials.sops.traversal.TreeEdit;
import io.meepa.credentials.sops.traversal.TreeStructure;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An opened SOPS file: its decrypted tree and what is needed to write it again. Immutable and thread-safe; edits return
 * a changed document. Prints nothing of its content.
 *
 * <p>Opening always checks the MAC, so a document holds what somebody with the data key wrote. What the format leaves
 * unprotected (recipients, names of keys above clear or empty values, boundaries between clear values, rollback) is the
 * caller's to guard; {@link #structureDigest} and {@link #macIv} are there for that.
 */
public final class SopsDocument {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Metadata metadata;
    private final DataKey key;
    private final SopsNode.Fields tree;
    private final Origin origin;
    private final SecureRandom random;

    /** What was opened, whose encrypted texts are used again. */
    record Origin(SopsNode.Fields file, SopsNode.Fields tree) {

        static final Origin NONE = new Origin(SopsNode.Fields.copyOf(Map.of()), SopsNode.Fields.copyOf(Map.of()));
    }

    SopsDocument(Metadata metadata, DataKey key, SopsNode.Fields tree, Origin origin, SecureRandom random) {
        this.metadata = metadata;
        this.key = key;
        this.tree = tree;
        this.origin = origin;
        this.random = random;
    }

    /**
     * Opens a file.
     *
     * @param file its content
     * @param identities what to open it with
     * @return the document
     * @throws KeyUnavailableException if none of the identities opens it
     * @throws CorruptDocumentException if it was changed without the data key, is damaged or is no SOPS file
     */
    public static SopsDocument open(byte[] file, Identities identities) {
        try {
            SealedFile sealed = SealedFile.parse(file);
            return open(sealed, new Unwrapping(sealed.metadata().keys(), identities).dataKey(), RANDOM);
        } catch (Defect e) {
            throw SealedFile.corrupt(e);
        }
    }

    /**
     * Opens a file again, without unwrapping its data key if the wrapped forms are those of a key at hand.
     *
     * @param file its content
     * @param identities what to open it with if the data key is another one
     * @param known the key of a document opened from or saved as an earlier state of the file
     * @return the document
     * @throws KeyUnavailableException if none of the identities opens it
     * @throws CorruptDocumentException if it was changed without the data key, is damaged or is no SOPS file
     */
    public static SopsDocument open(byte[] file, Identities identities, UnwrappedKey known) {
        return open(file, identities, known, RANDOM);
    }

    /**
     * Opens a file again, without unwrapping its data key if the wrapped forms are those of a document at hand.
     *
     * @param file its content
     * @param identities what to open it with if the data key is another one
     * @param previous a document opened from or saved as an earlier state of the file
     * @return the document
     * @throws KeyUnavailableException if none of the identities opens it
     * @throws CorruptDocumentException if it was changed without the data key, is damaged or is no SOPS file
     */
    public static SopsDocument open(byte[] file, Identities identities, SopsDocument previous) {
        return open(file, identities, previous.unwrappedKey(), previous.random);
    }

    private static SopsDocument open(byte[] file, Identities identities, UnwrappedKey known, SecureRandom random) {
        try {
            SealedFile sealed = SealedFile.parse(file);
            WrappedKeys keys = sealed.metadata().keys();
            DataKey key = keys.equals(known.forms()) ? known.key() : new Unwrapping(keys, identities).dataKey();
            return open(sealed, key, random);
        } catch (Defect e) {
            throw SealedFile.corrupt(e);
        }
    }

    static SopsDocument open(SealedFile sealed, DataKey key, SecureRandom random) {
        SopsNode.Fields tree = sealed.open(key, random);
        return new SopsDocument(sealed.metadata(), key, tree, new Origin(sealed.body(), tree), random);
    }

    /**
     * Creates an empty document with a new data key.
     *
     * @param rule what to encrypt
     * @param recipients who may open it; at least one
     * @return the document, not yet saved
     * @throws IllegalArgumentException if there is no recipient, or more than a file may have
     */
    public static SopsDocument create(EncryptionRule rule, List<Recipient> recipients) {
        return create(rule, recipients, RANDOM);
    }

    static SopsDocument create(EncryptionRule rule, List<Recipient> recipients, SecureRandom random) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a file without a recipient could never be opened");
        }
        if (recipients.size() > Limits.KEY_ENTRIES) {
            throw new BeyondLimitException("a file has 1 to " + Limits.KEY_ENTRIES + " recipients");
        }
        DataKey key = DataKey.generate(random);
        Metadata metadata = Metadata.create(rule, WrappedKeys.wrap(key, recipients));
        return new SopsDocument(metadata, key, SopsNode.Fields.copyOf(Map.of()), Origin.NONE, random);
    }

    /**
     * Returns everything, decrypted.
     *
     * @return the tree without the {@code sops} section
     */
    public SopsNode.Fields tree() {
        return tree;
    }

    /**
     * Finds one place.
     *
     * @param path the place
     * @return what is there, if anything
     */
    public Optional<SopsNode> find(SopsPath path) {
        return TreeEdit.find(tree, path);
    }

    /**
     * Replaces the whole tree. Leaves whose path of keys, type and value are as before keep their encrypted text.
     *
     * @param changed the new tree
     * @return the changed document, not yet saved
     */
    public SopsDocument withTree(SopsNode.Fields changed) {
        return new SopsDocument(metadata, key, changed, origin, random);
    }

    /**
     * Puts a node at a place. Missing parents are made; an array position behind the last element appends.
     *
     * @param path the place
     * @param node what to put there
     * @return the changed document, not yet saved
     * @throws IllegalArgumentException if the path leads through a value, or beyond the end of an array
     */
    public SopsDocument with(SopsPath path, SopsNode node) {
        return withTree(new TreeEdit(path).set(tree, node));
    }

    /**
     * Takes away what is at a place.
     *
     * @param path the place
     * @return the changed document, not yet saved
     * @throws IllegalArgumentException if there is nothing
     */
    public SopsDocument without(SopsPath path) {
        return withTree(new TreeEdit(path).remove(tree));
    }

    /**
     * Writes the file: valid for sops 3.9 to 3.13, laid out as sops lays it out. The result has been read back and
     * compared before it is returned.
     *
     * @param now the time of the change, written in whole seconds of UTC
     * @return the file's content
     * @throws IllegalArgumentException if the tree holds what cannot be written safely
     */
    public byte[] save(Instant now) {
        byte[] iv = new byte[ValueCipher.IV_BYTES];
        random.nextBytes(iv);
        return save(now, iv);
    }

    /**
     * Writes the file with a MAC under an initialisation vector chosen beforehand, which the content may name: so a
     * later reader knows whether this write was the last one.
     *
     * @param now the time of the change, written in whole seconds of UTC
     * @param macIv 32 fresh random bytes; never used before
     * @return the file's content
     * @throws IllegalArgumentException if the tree holds what cannot be written safely
     */
    public byte[] save(Instant now, byte[] macIv) {
        return saved(now, macIv).file();
    }

    /**
     * Writes the file as {@link #save(Instant, byte[])} does, and returns what was read back too, for a caller that goes
     * on with it.
     *
     * @param now the time of the change, written in whole seconds of UTC
     * @param macIv 32 fresh random bytes; never used before
     * @return the file's content, and the document opened from it
     * @throws IllegalArgumentException if the tree holds what cannot be written safely
     */
    public SavedFile saved(Instant now, byte[] macIv) {
        return new Saving(metadata, key, random).save(tree, origin, RfcTime.of(now), macIv);
    }

    /**
     * Plans to give the file a new data key and other recipients.
     *
     * @param recipients everybody who may open it from then on
     * @return the plan, which has changed nothing yet
     */
    public Rekeying rekeying(List<Recipient> recipients) {
        return new Rekeying(this, recipients);
    }

    SopsDocument rewrapped(List<Recipient> recipients) {
        DataKey newKey = DataKey.generate(random);
        Metadata changed = metadata.rewrapped(WrappedKeys.wrap(newKey, recipients));
        return new SopsDocument(changed, newKey, tree, Origin.NONE, random);
    }

    /**
     * Reports whether identities open the file as it was opened or saved.
     *
     * @param identities the identities
     * @return whether they unwrap its data key
     */
    public boolean opensWith(Identities identities) {
        try {
            return new Unwrapping(metadata.keys(), identities).dataKey().matches(key);
        } catch (KeyUnavailableException | Defect e) {
            return false;
        }
    }

    /**
     * Proves that identities open the file as it was saved: what none of them opens must not be kept.
     *
     * @param identities the identities
     * @throws KeyUnavailableException if none of them opens it
     * @throws CorruptDocumentException if the entry of one of them is damaged
     * @throws IllegalStateException if they unwrap another data key
     */
    public void requireOpensWith(Identities identities) {
        try {
            if (!new Unwrapping(metadata.keys(), identities).dataKey().matches(key)) {
                throw new IllegalStateException("the wrapped data key is another one; nothing was saved");
            }
        } catch (Defect e) {
            throw SealedFile.corrupt(e);
        }
    }

    /**
     * Returns the rule that decides what is encrypted.
     *
     * @return the rule
     */
    public EncryptionRule rule() {
        return metadata.rule();
    }

    /**
     * Lists the ways into the file as it names them. Nothing authenticates the list.
     *
     * @return one entry per wrapped key or share
     */
    public List<KeyEntry> keyEntries() {
        return metadata.keys().entries();
    }

    /**
     * Returns when the file was last changed.
     *
     * @return the authenticated time, in whole seconds; empty before the first save
     */
    public Optional<Instant> lastModified() {
        return metadata.lastModified().map(RfcTime::instant);
    }

    /**
     * Returns the version of the tool that wrote the file, as it says itself.
     *
     * @return the version
     */
    public String version() {
        return metadata.version();
    }

    /**
     * Returns the initialisation vector of the MAC that was checked.
     *
     * @return a copy of the vector; empty before the first save
     */
    public Optional<byte[]> macIv() {
        return metadata.mac().map(EncText::iv);
    }

    /**
     * Reports whether another document has the same data key in the same wrapped forms.
     *
     * @param other the other document
     * @return false if the file was re-keyed or its recipients were changed in between
     */
    public boolean hasWrappedKeysOf(SopsDocument other) {
        return metadata.keys().equals(other.metadata.keys());
    }

    /**
     * Returns the data key with its wrapped forms, to open the next state of the file with. It holds nothing of the
     * content.
     *
     * @return the key
     */
    public UnwrappedKey unwrappedKey() {
        return new UnwrappedKey(metadata.keys(), key);
    }

    /**
     * Lists the leaves that stand in the file in clear, the null and the empty text among them.
     *
     * @return their paths in document order
     */
    public List<SopsPath> clearLeaves() {
        return new TreeStructure(metadata.rule()).clearLeaves(tree);
    }

    /**
     * Computes a digest over what the MAC of the format leaves open: shape, names of keys, types, order, and the values
     * in clear. Encrypted values are no part of it.
     *
     * @return 32 bytes of SHA-256
     */
    public byte[] structureDigest() {
        return new TreeStructure(metadata.rule()).digest(tree);
    }

    /**
     * Returns a fixed text.
     *
     * @return the same for every document
     */
    @Override
    public String toString() {
        return "SopsDocument[redacted]";
    }
}
