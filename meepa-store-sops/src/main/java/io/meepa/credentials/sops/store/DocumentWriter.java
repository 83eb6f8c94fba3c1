package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.RekeyReport;
import io.meepa.credentials.RevisionConflictException;
import io.meepa.credentials.StoreException;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.KeyEntry;
import io.meepa.credentials.sops.Recipient;
import io.meepa.credentials.sops.Rekeying;
import io.meepa.credentials.sops.SavedFile;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.SopsLeaf;
import io.meepa.credentials.sops.SopsNode;
import io.meepa.credentials.sops.SopsPath;
import io.meepa.credentials.sops.store.disk.DurableFiles;
import io.meepa.credentials.sops.store.disk.Guard;
import io.meepa.credentials.sops.store.disk.Stamp;
import io.meepa.credentials.sops.store.key.Addressees;
import io.meepa.credentials.sops.store.key.Keyring;
import io.meepa.credentials.sops.store.seal.Examined;
import io.meepa.credentials.sops.store.seal.Memory;
import io.meepa.credentials.sops.store.seal.Seal;
import io.meepa.credentials.spi.Revision;
import io.meepa.credentials.spi.StoredDocument;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes and deletes documents. The caller holds the agent's document lock. */
final class DocumentWriter {

    private static final int IV_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Layout layout;
    private final DocumentFile file;
    private final DocumentReader reader;
    private final DurableFiles files;
    private final Guard guard;
    private final Keyring keyring;
    private final Addressees addressees;
    private final Memory memory;
    private final Clock clock;

    DocumentWriter(
            Layout layout,
            DocumentFile file,
            DocumentReader reader,
            DurableFiles files,
            Guard guard,
            Keyring keyring,
            Addressees addressees,
            Memory memory,
            Clock clock) {
        this.layout = layout;
        this.file = file;
        this.reader = reader;
        this.files = files;
        this.guard = guard;
        this.keyring = keyring;
        this.addressees = addressees;
        this.memory = memory;
        this.clock = clock;
    }

    Revision write(AgentId agent, SopsNode.Fields tree, Revision expected) {
        Optional<Snapshot> current = reader.load(agent);
        requireRevision(agent, current.map(known -> known.mark().revision()), expected);
        List<Object> folders = prepareFolder(agent, current.isEmpty());
        Identities identities = identities(agent, current.isEmpty());
        SopsDocument base = base(current, addressees.of(agent, identities));
        return replace(agent, base.withTree(tree), identities, current, folders);
    }

    /** Tells what a new data key would change. The caller needs no lock. */
    RekeyReport rekeyPlan(AgentId agent) {
        Snapshot current = present(agent);
        return report(agent, rekeying(agent, current, keyring.identities(agent)), false);
    }

    /** Writes the same content under a new data key for the recipients of the configuration. */
    RekeyReport rekey(AgentId agent) {
        Snapshot current = present(agent);
        Identities identities = keyring.identities(agent);
        Rekeying plan = rekeying(agent, current, identities);
        if (!plan.obstacles().isEmpty()) {
            throw new StoreException("agent " + agent + ": " + file.path(agent) + ": nothing was changed: "
                    + String.join("; ", plan.obstacles()));
        }
        List<Object> folders = prepareFolder(agent, false);
        SopsNode.Fields tree = TreeForm.toSops(current.stored().content());
        SopsDocument renewed = SopsDocument.create(TreeForm.RULE, addressees.of(agent, identities));
        replace(agent, renewed.withTree(tree), identities, Optional.of(current), folders);
        return report(agent, plan, true);
    }

    private Snapshot present(AgentId agent) {
        return reader.load(agent)
                .orElseThrow(() -> new StoreException("agent " + agent + ": " + file.path(agent)
                        + " is not there yet: its first write makes a data key"));
    }

    private Rekeying rekeying(AgentId agent, Snapshot current, Identities identities) {
        return current.examined().document().rekeying(addressees.of(agent, identities));
    }

    private static RekeyReport report(AgentId agent, Rekeying plan, boolean done) {
        return new RekeyReport(agent, done, plan.kept(), plan.added(), plan.removed(), plan.obstacles());
    }

    /** Seals, reads back with what later readers will have, and only then puts the new file in place. */
    private Revision replace(
            AgentId agent,
            SopsDocument content,
            Identities identities,
            Optional<Snapshot> current,
            List<Object> folders) {
        byte[] macIv = new byte[IV_BYTES];
        RANDOM.nextBytes(macIv);
        SopsDocument sealed = sealed(agent, content, generation(agent, current), macIv);
        SavedFile saved = sealed.saved(clock.instant(), macIv);
        byte[] bytes = saved.file();
        Examined examined = Examined.of(agent, readBack(saved, identities, current));

        files.replace(file.path(agent), bytes, () -> requireUntouched(agent, folders, current.map(Snapshot::stamp)));
        return publish(agent, bytes, examined);
    }

    void delete(AgentId agent, Revision expected) {
        List<Object> folders = guard.folders(layout.home(), layout.folder(agent));
        Optional<FileContent> content = file.read(agent);
        requireRevision(agent, content.map(FileContent::revision), expected);
        if (content.isPresent()) {
            reader.forget(agent);
            files.delete(file.path(agent), () -> requireUntouched(agent, folders, content.map(FileContent::stamp)));
        }
    }

    private void requireRevision(AgentId agent, Optional<Revision> found, Revision expected) {
        if (!found.orElse(Revision.ABSENT).equals(expected)) {
            throw conflict(agent);
        }
    }

    private List<Object> prepareFolder(AgentId agent, boolean first) {
        guard.folders(layout.home(), layout.folder(agent));
        files.createFolder(layout.folder(agent));
        files.sweep(layout.folder(agent));
        if (first) {
            file.requireOwnMachine();
            // A process that died may have made these folders without forcing their parents.
            files.force(layout.agents());
            files.force(layout.home());
        }
        return guard.folders(layout.home(), layout.folder(agent));
    }

    private Identities identities(AgentId agent, boolean first) {
        // A pinned public key has its private key somewhere: a new one would never fit.
        if (first && addressees.publicKey().isEmpty()) {
            keyring.ensure(agent);
        }
        return keyring.identities(agent);
    }

    /** The document as it was if its rule and recipients are ours, else an empty one with a new data key. */
    private static SopsDocument base(Optional<Snapshot> current, List<Recipient> recipients) {
        return current.map(Snapshot::examined)
                .filter(examined -> examined.seal().isPresent())
                .map(Examined::document)
                .filter(document -> document.rule().equals(TreeForm.RULE) && isFor(document, recipients))
                .orElseGet(() -> SopsDocument.create(TreeForm.RULE, recipients));
    }

    private static boolean isFor(SopsDocument document, List<Recipient> recipients) {
        List<KeyEntry> entries = document.keyEntries();
        Set<String> named = entries.stream().map(KeyEntry::recipient).collect(Collectors.toSet());
        Set<String> wanted = recipients.stream().map(Recipient::toString).collect(Collectors.toSet());
        return named.equals(wanted)
                && entries.size() == wanted.size()
                && entries.stream().allMatch(entry -> entry.isX25519() && entry.group() == 0);
    }

    private long generation(AgentId agent, Optional<Snapshot> current) {
        return current.flatMap(known -> known.examined().seal())
                .map(seal -> seal.generation() + 1)
                // Beyond that of a deleted document of the same name, which other sessions may remember.
                .orElseGet(() -> memory.beginning(agent, clock.millis()));
    }

    private static SopsDocument sealed(AgentId agent, SopsDocument document, long generation, byte[] macIv) {
        Seal seal = Seal.of(agent, generation, document, macIv);
        return document.with(SopsPath.of(Seal.MEMBER), SopsLeaf.text(seal.line()));
    }

    /** What is about to be written, opened as a later reader will: with the identities, if the data key is new. */
    private static SopsDocument readBack(SavedFile saved, Identities identities, Optional<Snapshot> current) {
        boolean sameKey = current.filter(known ->
                        saved.document().hasWrappedKeysOf(known.examined().document()))
                .isPresent();
        return sameKey ? saved.document() : SopsDocument.open(saved.file(), identities);
    }

    /** A lock that was lost, or another tool: what is there now would be overwritten unseen. */
    private void requireUntouched(AgentId agent, List<Object> folders, Optional<Stamp> stamp) {
        if (!guard.folders(layout.home(), layout.folder(agent)).equals(folders)) {
            throw new StoreException("agent " + agent + ": a folder on the way to " + file.path(agent)
                    + " was replaced while it was written: nothing was changed; find out who did that");
        }
        if (!file.stamp(agent).equals(stamp)) {
            throw conflict(agent);
        }
    }

    private Revision publish(AgentId agent, byte[] bytes, Examined examined) {
        Revision revision = FileContent.revisionOf(bytes);
        StoredDocument stored =
                new StoredDocument(TreeForm.fromSops(examined.document().tree()), revision);
        Mark mark = Mark.written(revision, examined);
        reader.publish(agent, new Snapshot(mark, ByteBuffer.wrap(bytes), examined, stored));
        return revision;
    }

    private RevisionConflictException conflict(AgentId agent) {
        return new RevisionConflictException("agent " + agent + ": " + file.path(agent)
                + " was changed by somebody else: read it again and repeat the change");
    }
}
