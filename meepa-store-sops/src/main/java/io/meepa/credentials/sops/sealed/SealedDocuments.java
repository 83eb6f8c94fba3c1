package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.LimitExceededException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.KeyEntry;
import io.meepa.credentials.sops.Recipient;
import io.meepa.credentials.sops.Rekeying;
import io.meepa.credentials.sops.SavedFile;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.UnwrappedKey;
import io.meepa.credentials.sops.key.Keyring;
import io.meepa.credentials.sops.text.BeyondLimitException;
import io.meepa.credentials.sops.text.Limits;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.spi.store.DocumentNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens, verifies, seals and rekeys documents as bytes. It knows no file and no row: a store reads the bytes, asks here,
 * and writes the bytes. Thread-safe.
 *
 * <p>A store calls {@link #open} for bytes that it read and then {@link RollbackDetector#see}; it calls {@link #seal} for
 * content to be written, writes {@link SealedBytes#bytes} with compare-and-set, and then calls
 * {@link RollbackDetector#wrote}.
 */
public final class SealedDocuments {

    /** What our documents encrypt: item values, metadata, operation details and the seal. */
    public static final EncryptionRule RULE = DocumentTree.RULE;

    /** The most bytes of a document: what is larger is neither sealed nor opened. */
    public static final int MOST_BYTES = Limits.DOCUMENT_BYTES;

    private static final String FORMAT_MEMBER = "sops";
    private static final int IV_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Keyring keyring;
    private final RecipientPolicy recipients;
    private final RollbackDetector rollbacks;
    private final Clock clock;

    /**
     * Creates the operations of one session.
     *
     * @param keyring the identities of agents
     * @param recipients decides to whom documents are encrypted
     * @param rollbacks remembers the newest version that the session saw
     * @param clock the time of each write
     */
    public SealedDocuments(Keyring keyring, RecipientPolicy recipients, RollbackDetector rollbacks, Clock clock) {
        this.keyring = keyring;
        this.recipients = recipients;
        this.rollbacks = rollbacks;
        this.clock = clock;
    }

    /**
     * Checks what is to be written, before any lock is taken.
     *
     * @param place where it will be written, for messages
     * @param content the whole document
     * @return the content, to be sealed
     * @throws IllegalArgumentException if a member belongs to the store, or a hidden value would be kept in clear
     * @throws LimitExceededException if it is nested too deeply
     */
    public static CheckedContent check(DocumentPlace place, DocumentNode.Fields content) {
        return new CheckedContent(encode(place, content));
    }

    /**
     * Opens and verifies a document.
     *
     * @param place where the bytes were read, for messages
     * @param bytes the SOPS file
     * @param known the data key of a former version, or empty; it spares the unwrapping while the wrapped forms are the same
     * @return the document
     * @throws KeyUnavailableException if no identity at hand opens it
     * @throws CorruptDocumentException if it is another agent's or another installation's, was changed without the key, or is damaged
     */
    public VerifiedDocument open(DocumentPlace place, byte[] bytes, Optional<UnwrappedKey> known) {
        try {
            return VerifiedDocument.of(place, decrypted(place, bytes, known));
        } catch (CorruptDocumentException e) {
            throw new CorruptDocumentException(place.about(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * Opens and verifies a document of another place, to be kept as it is.
     *
     * @param place where the bytes will be written
     * @param bytes the SOPS file
     * @return the bytes to write
     * @throws KeyUnavailableException if no identity at hand opens it
     * @throws CorruptDocumentException if it is another agent's or another installation's, was changed without the key, or
     *     is damaged
     */
    public SealedBytes takeOver(DocumentPlace place, byte[] bytes) {
        return new SealedBytes(bytes, open(place, bytes, Optional.empty()));
    }

    /**
     * Seals content as a document's next version and reads the result back. The caller holds the lock that guards writes,
     * if its store has one.
     *
     * @param place where the bytes will be written, for messages
     * @param content the whole document
     * @param current the version that is replaced, or empty for a first version
     * @return the bytes to write
     * @throws LimitExceededException if it is beyond the limits of a document
     * @throws KeyUnavailableException if there is no identity at hand, or a new data key is needed and the identities at
     *     hand do not open the version that is replaced
     * @throws ConfigurationException if the configured public key is not that of an identity
     */
    public SealedBytes seal(DocumentPlace place, CheckedContent content, Optional<VerifiedDocument> current) {
        Identities identities = identities(place.agent(), current.isEmpty());
        List<Recipient> wanted = recipients.ordinary(place.agent(), identities, current);
        Optional<SopsDocument> base = reusable(current, wanted);
        if (base.isEmpty()) {
            current.ifPresent(replaced -> requireKey(place, replaced, identities));
        }
        SopsDocument document = base.orElseGet(() -> created(place, wanted));
        return sealed(place, document.withTree(content.tree()), identities, current);
    }

    /**
     * Seals content as {@link #seal} does, for a run that has written before and must not stop between two writes: where the
     * identities at hand fit no longer, the data key of the current version stays.
     *
     * @param place where the bytes will be written, for messages
     * @param content the whole document
     * @param current the version that is replaced
     * @return the bytes to write
     * @throws LimitExceededException if it is beyond the limits of a document
     */
    public SealedBytes sealFurther(DocumentPlace place, CheckedContent content, VerifiedDocument current) {
        try {
            return seal(place, content, Optional.of(current));
        } catch (KeyUnavailableException | ConfigurationException e) {
            if (!current.document().rule().equals(RULE)) {
                throw e;
            }
            SopsDocument document = current.document().withTree(content.tree());
            return sealed(place, document, Identities.of(), Optional.of(current));
        }
    }

    /**
     * Reports what a new data key would change. Changes nothing.
     *
     * @param place where the document is kept, for messages
     * @param current the document
     * @return who is kept, added and removed, and what prevents it
     */
    public RekeyReport rekeyPlan(DocumentPlace place, VerifiedDocument current) {
        return report(place, rekeying(place, current, keyring.identities(place.agent())), false);
    }

    /**
     * Seals the same content under a new data key for the configured recipients alone.
     *
     * @param place where the document is kept, for messages
     * @param current the document
     * @return the bytes to write, and the report to return once they are written
     * @throws StoreException if something prevents it
     */
    public Rekeyed rekey(DocumentPlace place, VerifiedDocument current) {
        Identities identities = keyring.identities(place.agent());
        Rekeying plan = rekeying(place, current, identities);
        if (!plan.blockers().isEmpty()) {
            throw new StoreException(place.about("nothing was changed: " + String.join("; ", plan.blockers())));
        }
        requireKey(place, current, identities);
        SopsDocument renewed = created(place, recipients.configured(place.agent(), identities));
        SopsNode.Fields tree = encode(place, current.content());
        SealedBytes bytes = sealed(place, renewed.withTree(tree), identities, Optional.of(current));
        return new Rekeyed(bytes, report(place, plan, true));
    }

    /**
     * A document under a new data key.
     *
     * @param bytes the bytes to write
     * @param report the report to return once they are written
     */
    public record Rekeyed(SealedBytes bytes, RekeyReport report) {}

    private static SopsNode.Fields encode(DocumentPlace place, DocumentNode.Fields content) {
        if (content.members().containsKey(Seal.MEMBER)) {
            throw new IllegalArgumentException("the top-level member " + Seal.MEMBER + " belongs to the store");
        }
        if (content.members().containsKey(FORMAT_MEMBER)) {
            throw new IllegalArgumentException("the top-level member " + FORMAT_MEMBER + " belongs to the format");
        }
        try {
            return DocumentTree.toSops(content);
        } catch (BeyondLimitException e) {
            throw refused(place, e);
        }
    }

    private static CredentialException refused(DocumentPlace place, RuntimeException why) {
        String message = place.about("nothing was changed, because it could not be read again: " + why.getMessage());
        return why instanceof BeyondLimitException ? new LimitExceededException(message) : new StoreException(message);
    }

    private SopsDocument decrypted(DocumentPlace place, byte[] bytes, Optional<UnwrappedKey> known) {
        try {
            return decrypted(bytes, keyring.identities(place.agent()), known);
        } catch (KeyUnavailableException e) {
            // The output of a command, or a file's content, may have changed without a sign of it.
            keyring.forget(place.agent());
        }
        try {
            return decrypted(bytes, keyring.identities(place.agent()), known);
        } catch (KeyUnavailableException e) {
            throw new KeyUnavailableException(
                    place.about(e.getMessage() + " (looked in " + keyring.describe(place.agent())
                            + "); the file was left as it is"),
                    e);
        }
    }

    private static SopsDocument decrypted(byte[] bytes, Identities identities, Optional<UnwrappedKey> known) {
        return known.map(key -> SopsDocument.open(bytes, identities, key))
                .orElseGet(() -> SopsDocument.open(bytes, identities));
    }

    private Identities identities(AgentId agent, boolean first) {
        // A pinned public key has its private key elsewhere: a new one would never fit.
        if (first && recipients.publicKey().isEmpty()) {
            keyring.ensure(agent);
        }
        return keyring.identities(agent);
    }

    /** Without this a wrong key in the right one's place would lock the right one out. */
    private void requireKey(DocumentPlace place, VerifiedDocument replaced, Identities identities) {
        if (!replaced.document().opensWith(identities)) {
            throw new KeyUnavailableException(place.about("the key at hand (" + keyring.describe(place.agent())
                    + ", of " + identities.recipients()
                    + ") does not open the document that would be replaced under a new"
                    + " data key: nothing was changed; put the right key back, or put a new one above it"));
        }
    }

    /** The document as it was, if its rule and recipients are as wanted, so that its data key can stay. */
    private static Optional<SopsDocument> reusable(Optional<VerifiedDocument> current, List<Recipient> recipients) {
        return current.filter(verified -> verified.seal().isPresent())
                .map(VerifiedDocument::document)
                .filter(document -> document.rule().equals(RULE) && isFor(document, recipients));
    }

    private static boolean isFor(SopsDocument document, List<Recipient> recipients) {
        List<KeyEntry> entries = document.keyEntries();
        Set<String> named = entries.stream().map(KeyEntry::recipient).collect(Collectors.toSet());
        Set<String> wanted = recipients.stream().map(Recipient::toString).collect(Collectors.toSet());
        return named.equals(wanted)
                && entries.size() == wanted.size()
                && entries.stream().allMatch(entry -> entry.isX25519() && entry.group() == 0);
    }

    private static SopsDocument created(DocumentPlace place, List<Recipient> recipients) {
        try {
            return SopsDocument.create(RULE, recipients);
        } catch (IllegalArgumentException e) {
            throw refused(place, e);
        }
    }

    private SealedBytes sealed(
            DocumentPlace place, SopsDocument content, Identities identities, Optional<VerifiedDocument> current) {
        byte[] macIv = new byte[IV_BYTES];
        RANDOM.nextBytes(macIv);
        Seal seal = Seal.of(place, generation(place.agent(), current), content, macIv);
        SopsDocument sealed = content.with(SopsPath.of(Seal.MEMBER), SopsLeaf.text(seal.line()));
        SavedFile saved = saved(place, sealed, macIv);
        requireOpens(saved, identities, current);
        return new SealedBytes(saved.file(), VerifiedDocument.sealed(seal, saved.document()));
    }

    private SavedFile saved(DocumentPlace place, SopsDocument document, byte[] macIv) {
        try {
            return document.saved(clock.instant(), macIv);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw refused(place, e);
        }
    }

    private long generation(AgentId agent, Optional<VerifiedDocument> current) {
        return current.flatMap(VerifiedDocument::seal)
                .map(seal -> seal.generation() + 1)
                // Above that of a deleted document of the same agent, which other sessions may remember.
                .orElseGet(() -> rollbacks.beginning(agent, Math.max(1, clock.millis())));
    }

    /** All else was read back when it was saved; a new data key has to open with the identities too. */
    private static void requireOpens(SavedFile saved, Identities identities, Optional<VerifiedDocument> current) {
        if (current.filter(known -> saved.document().hasWrappedKeysOf(known.document()))
                .isEmpty()) {
            saved.document().requireOpensWith(identities);
        }
    }

    private Rekeying rekeying(DocumentPlace place, VerifiedDocument current, Identities identities) {
        return current.document().rekeying(recipients.configured(place.agent(), identities));
    }

    private static RekeyReport report(DocumentPlace place, Rekeying plan, boolean done) {
        return new RekeyReport(place.agent(), done, plan.kept(), plan.added(), plan.removed(), plan.blockers());
    }
}
