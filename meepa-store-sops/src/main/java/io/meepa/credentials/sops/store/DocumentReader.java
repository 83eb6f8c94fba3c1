package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.CorruptDocumentException;
import io.meepa.credentials.CredentialException;
import io.meepa.credentials.KeyUnavailableException;
import io.meepa.credentials.RollbackException;
import io.meepa.credentials.StoreException;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.UnwrappedKey;
import io.meepa.credentials.sops.store.key.Addressees;
import io.meepa.credentials.sops.store.key.Keyring;
import io.meepa.credentials.sops.store.seal.Examined;
import io.meepa.credentials.sops.store.seal.Memory;
import io.meepa.credentials.spi.Revision;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.StoredDocument;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents without a lock, and again only when the file changed. Thread-safe.
 *
 * <p>Other tools overwrite a file in place, so a damaged one may be one that is being written: it is read again for
 * {@value #RETRIES} times {@value #PAUSE_MILLIS} ms before it is called damaged.
 */
final class DocumentReader {

    static final int RETRIES = 5;
    static final int PAUSE_MILLIS = 20;

    private final DocumentFile file;
    private final Keyring keyring;
    private final Addressees addressees;
    private final Memory memory;
    private final Notices notices;
    private final Sleeper sleeper;
    private final Snapshots snapshots = new Snapshots();

    DocumentReader(
            DocumentFile file,
            Keyring keyring,
            Addressees addressees,
            Memory memory,
            Notices notices,
            Sleeper sleeper) {
        this.file = file;
        this.keyring = keyring;
        this.addressees = addressees;
        this.memory = memory;
        this.notices = notices;
        this.sleeper = sleeper;
    }

    /** Returns the document as it is now. */
    Optional<Snapshot> load(AgentId agent) {
        var stamp = file.stamp(agent);
        Optional<Snapshot> known = snapshots.whole(agent);
        if (known.isPresent() && stamp.filter(known.get().mark()::isCurrent).isPresent()) {
            return known;
        }
        Optional<Snapshot> read = stamp.isEmpty() ? Optional.empty() : read(agent, known);
        if (read.isPresent()) {
            snapshots.put(agent, read.get());
        } else {
            snapshots.remove(agent);
        }
        return read;
    }

    /** Tells whether the document is still of a revision, without opening it: false if it has to be opened to know. */
    boolean isCurrent(AgentId agent, Revision revision) {
        Optional<Mark> mark = mark(agent, revision);
        return mark.isPresent()
                && (file.stamp(agent).filter(mark.get()::isCurrent).isPresent() || isUnchanged(agent, mark.get()));
    }

    private boolean isUnchanged(AgentId agent, Mark mark) {
        Optional<FileContent> content = file.read(agent).filter(found -> isOf(mark.revision(), agent, found));
        if (content.isEmpty() || !memory.isNewest(agent, mark.seal(), mark.macIv())) {
            return false;
        }
        snapshots.seen(agent, mark.revision(), content.get());
        return true;
    }

    private boolean isOf(Revision revision, AgentId agent, FileContent content) {
        return snapshots
                .whole(agent)
                .filter(whole -> whole.mark().revision().equals(revision))
                .map(whole -> whole.isOf(content))
                .orElseGet(() -> content.revision().equals(revision));
    }

    /** Takes note of what was just written. */
    void publish(AgentId agent, Snapshot written) {
        Examined examined = written.examined();
        examined.seal().ifPresent(seal -> memory.wrote(agent, seal, examined.macIv()));
        snapshots.put(agent, written);
    }

    void forget(AgentId agent) {
        snapshots.remove(agent);
    }

    void clear() {
        snapshots.clear();
    }

    private Optional<Snapshot> read(AgentId agent, Optional<Snapshot> known) {
        @Nullable CredentialException failure = null;
        Revision failed = Revision.ABSENT;
        for (int attempt = 0; attempt <= RETRIES + 1; attempt++) {
            // The first try again is at once: another thread may have seen a newer version in between.
            if (attempt > 1) {
                pause(agent);
            }
            Optional<FileContent> content = file.read(agent);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            if (failure == null || !content.get().revision().equals(failed)) {
                try {
                    return Optional.of(judged(agent, content.get(), known));
                } catch (CorruptDocumentException | RollbackException e) {
                    failure = e;
                    failed = content.get().revision();
                }
            }
        }
        throw failure == null ? new IllegalStateException("every try either returns or fails") : failure;
    }

    private Snapshot judged(AgentId agent, FileContent content, Optional<Snapshot> known) {
        if (known.isPresent() && known.get().isOf(content)) {
            see(agent, known.get().examined());
            return known.get().at(known.get().mark().at(content));
        }
        Examined examined = examined(agent, content);
        see(agent, examined);
        Revision revision = content.revision();
        if (mark(agent, revision).isEmpty()) {
            tell(agent, content, examined);
        }
        StoredDocument stored =
                new StoredDocument(TreeForm.fromSops(examined.document().tree()), revision);
        return new Snapshot(Mark.read(content, revision, examined), ByteBuffer.wrap(content.bytes()), examined, stored);
    }

    private Optional<Mark> mark(AgentId agent, Revision revision) {
        return snapshots.mark(agent).filter(mark -> mark.revision().equals(revision));
    }

    /** Once a version, however often it is opened. */
    private void tell(AgentId agent, FileContent content, Examined examined) {
        notices.of(agent, file.path(agent), examined, addressees.known(keyring.identities(agent)));
        file.folder(agent).ifPresent(folder -> notices.modes(agent, file.path(agent), content.state(), folder));
    }

    private void see(AgentId agent, Examined examined) {
        memory.see(agent, examined.seal(), examined.macIv(), file.path(agent));
    }

    private Examined examined(AgentId agent, FileContent content) {
        try {
            return Examined.of(agent, decrypted(agent, content));
        } catch (CorruptDocumentException e) {
            throw new CorruptDocumentException("agent " + agent + ": " + file.path(agent) + ": " + e.getMessage(), e);
        }
    }

    private SopsDocument decrypted(AgentId agent, FileContent content) {
        Optional<UnwrappedKey> known = snapshots.mark(agent).map(Mark::key);
        try {
            return open(content, keyring.identities(agent), known);
        } catch (KeyUnavailableException e) {
            // What a command or a file held may have been replaced without our noticing.
            keyring.forget(agent);
        }
        try {
            return open(content, keyring.identities(agent), known);
        } catch (KeyUnavailableException e) {
            throw new KeyUnavailableException(
                    "agent " + agent + ": " + file.path(agent) + ": " + e.getMessage() + " (looked in "
                            + keyring.describe(agent) + "); the file was left as it is",
                    e);
        }
    }

    private static SopsDocument open(FileContent content, Identities identities, Optional<UnwrappedKey> known) {
        return known.map(key -> SopsDocument.open(content.bytes(), identities, key))
                .orElseGet(() -> SopsDocument.open(content.bytes(), identities));
    }

    private void pause(AgentId agent) {
        try {
            sleeper.sleep(Duration.ofMillis(PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("agent " + agent
                    + ": interrupted while waiting for another tool to finish writing " + file.path(agent));
        }
    }
}
