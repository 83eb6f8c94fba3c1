package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.CorruptDocumentException;
import io.meepa.credentials.CredentialException;
import io.meepa.credentials.KeyUnavailableException;
import io.meepa.credentials.RollbackException;
import io.meepa.credentials.StoreException;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.store.key.Addressees;
import io.meepa.credentials.sops.store.key.Keyring;
import io.meepa.credentials.sops.store.seal.Examined;
import io.meepa.credentials.sops.store.seal.Memory;
import io.meepa.credentials.spi.Revision;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.StoredDocument;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<AgentId, Snapshot> snapshots = new ConcurrentHashMap<>();

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
        Snapshot known = snapshots.get(agent);
        if (known != null && stamp.filter(known::isCurrent).isPresent()) {
            return Optional.of(known);
        }
        Optional<Snapshot> read = stamp.isEmpty() ? Optional.empty() : read(agent, known);
        if (read.isPresent()) {
            snapshots.put(agent, read.get());
        } else {
            snapshots.remove(agent);
        }
        return read;
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

    private Optional<Snapshot> read(AgentId agent, @Nullable Snapshot known) {
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

    private Snapshot judged(AgentId agent, FileContent content, @Nullable Snapshot known) {
        if (known != null && known.stored().revision().equals(content.revision())) {
            see(agent, known.examined());
            return known.at(content.stamp(), content.settled());
        }
        Examined examined = examined(agent, content, known);
        see(agent, examined);
        notices.of(agent, file.path(agent), examined, addressees.known(keyring.identities(agent)));
        file.folder(agent).ifPresent(folder -> notices.modes(agent, file.path(agent), content.state(), folder));
        StoredDocument stored =
                new StoredDocument(TreeForm.fromSops(examined.document().tree()), content.revision());
        return new Snapshot(content.stamp(), content.settled(), examined, stored);
    }

    private void see(AgentId agent, Examined examined) {
        memory.see(agent, examined.seal(), examined.macIv(), file.path(agent));
    }

    private Examined examined(AgentId agent, FileContent content, @Nullable Snapshot known) {
        try {
            return Examined.of(agent, decrypted(agent, content, known));
        } catch (CorruptDocumentException e) {
            throw new CorruptDocumentException("agent " + agent + ": " + file.path(agent) + ": " + e.getMessage(), e);
        }
    }

    private SopsDocument decrypted(AgentId agent, FileContent content, @Nullable Snapshot known) {
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

    private static SopsDocument open(FileContent content, Identities identities, @Nullable Snapshot known) {
        return known == null
                ? SopsDocument.open(content.bytes(), identities)
                : SopsDocument.open(
                        content.bytes(), identities, known.examined().document());
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
