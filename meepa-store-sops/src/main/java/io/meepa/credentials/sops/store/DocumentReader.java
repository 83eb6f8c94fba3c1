package io.meepa.credentials.sops.store;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.disk.FileState;
import io.meepa.credentials.sops.sealed.DocumentInspection;
import io.meepa.credentials.sops.sealed.DocumentPlace;
import io.meepa.credentials.sops.sealed.RollbackDetector;
import io.meepa.credentials.sops.sealed.SealedDocuments;
import io.meepa.credentials.sops.sealed.VerifiedDocument;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreNotice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents without a lock, and again only when the file changed. Thread-safe.
 *
 * <p>Other tools overwrite a file in place, or move it away and put another one there. So a damaged or missing file may be one
 * that is being written: it is read again for {@value #RETRIES} times {@value #PAUSE_MILLIS} ms before it is an error.
 */
final class DocumentReader {

    static final int RETRIES = 5;
    static final int PAUSE_MILLIS = 20;

    private final DocumentFile file;
    private final SealedDocuments documents;
    private final Deletions deletions;
    private final RollbackDetector rollbacks;
    private final DocumentInspection inspection;
    private final Consumer<StoreNotice> notices;
    private final Sleeper sleeper;
    private final Snapshots snapshots = new Snapshots();

    DocumentReader(
            DocumentFile file,
            SealedDocuments documents,
            Deletions deletions,
            DocumentInspection inspection,
            Consumer<StoreNotice> notices,
            Sleeper sleeper) {
        this.file = file;
        this.documents = documents;
        this.deletions = deletions;
        this.rollbacks = deletions.rollbacks();
        this.inspection = inspection;
        this.notices = notices;
        this.sleeper = sleeper;
    }

    /** Returns the document as it is now. */
    Optional<Snapshot> load(AgentId agent) {
        var stamp = file.stamp(agent);
        Optional<Snapshot> known = snapshots.whole(agent);
        if (known.isPresent() && stamp.filter(known.get().cached()::isCurrent).isPresent()) {
            return known;
        }
        boolean neverSeen = rollbacks.newest(agent).isEmpty();
        Optional<Snapshot> read = stamp.isEmpty() && neverSeen ? Optional.empty() : read(agent, known);
        if (read.isPresent()) {
            snapshots.put(agent, read.get());
        } else {
            snapshots.remove(agent);
        }
        return read;
    }

    /** Refuses to go on where a document was that has vanished. Costs nothing for one that was never seen. */
    void requireNotVanished(AgentId agent) {
        if (rollbacks.newest(agent).isEmpty()) {
            deletions.requireFolder();
        } else if (file.stamp(agent).isEmpty()) {
            load(agent);
        }
    }

    /** Adds the agents whose documents vanished, so that they are not taken for deleted ones. */
    List<AgentId> withVanished(List<AgentId> listed) {
        Set<AgentId> all = new TreeSet<>(listed);
        rollbacks.agents().stream()
                .filter(agent -> !all.contains(agent) && vanished(agent) != null)
                .forEach(all::add);
        return List.copyOf(all);
    }

    private @Nullable RollbackException vanished(AgentId agent) {
        try {
            deletions.requireAbsentRightly(file.place(agent));
            return null;
        } catch (RollbackException e) {
            return e;
        }
    }

    /** Reports whether the document is still of a revision, without opening it: false if it has to be opened to know. */
    boolean isCurrent(AgentId agent, Revision revision) {
        Optional<CachedVersion> known = version(agent, revision);
        return known.isPresent()
                && (file.stamp(agent).filter(known.get()::isCurrent).isPresent() || isUnchanged(agent, known.get()));
    }

    private boolean isUnchanged(AgentId agent, CachedVersion known) {
        Optional<FileContent> content = file.read(agent).filter(found -> isOf(known.revision(), agent, found));
        if (content.isEmpty() || !rollbacks.isNewest(agent, known.version())) {
            return false;
        }
        snapshots.seen(agent, known.revision(), content.get());
        return true;
    }

    private boolean isOf(Revision revision, AgentId agent, FileContent content) {
        return snapshots
                .whole(agent)
                .filter(whole -> whole.revision().equals(revision))
                .map(whole -> whole.isOf(content))
                .orElseGet(() -> content.revision().equals(revision));
    }

    /** Keeps what was just written. */
    void publish(AgentId agent, Snapshot written) {
        rollbacks.wrote(agent, written.verified());
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
            @Nullable RollbackException vanished = content.isEmpty() ? vanished(agent) : null;
            if (content.isEmpty() && vanished == null) {
                return Optional.empty();
            }
            if (content.isEmpty()) {
                failure = vanished;
                failed = Revision.ABSENT;
            } else if (failure == null || !content.get().revision().equals(failed)) {
                try {
                    return Optional.of(verified(agent, content.get(), known));
                } catch (CorruptDocumentException | RollbackException e) {
                    failure = e;
                    failed = content.get().revision();
                }
            }
        }
        throw failure == null ? new IllegalStateException("every try either returns or fails") : failure;
    }

    private Snapshot verified(AgentId agent, FileContent content, Optional<Snapshot> known) {
        DocumentPlace place = file.place(agent);
        if (known.isPresent() && known.get().isOf(content)) {
            rollbacks.see(place, known.get().verified());
            return known.get().at(known.get().cached().at(content));
        }
        VerifiedDocument verified =
                documents.open(place, content.bytes(), snapshots.version(agent).map(CachedVersion::key));
        rollbacks.see(place, verified);
        Revision revision = content.revision();
        if (version(agent, revision).isEmpty()) {
            report(place, content, verified);
        }
        return Snapshot.of(CachedVersion.read(content, revision, verified), content.bytes(), verified);
    }

    private Optional<CachedVersion> version(AgentId agent, Revision revision) {
        return snapshots.version(agent).filter(known -> known.revision().equals(revision));
    }

    /** Once per version, however often it is opened. */
    private void report(DocumentPlace place, FileContent content, VerifiedDocument verified) {
        inspection.notices(place, verified).forEach(notices);
        Path path = file.path(place.agent());
        reportMode(place.agent(), path, content.state(), "chmod 600 ");
        file.folder(place.agent())
                .ifPresent(folder -> reportMode(place.agent(), path.getParent(), folder, "chmod 700 "));
    }

    private void reportMode(AgentId agent, @Nullable Path path, FileState state, String remedy) {
        if (state.openToOthers()) {
            notices.accept(new StoreNotice(
                    agent,
                    FileFindingCode.WIDE_MODE.code(),
                    "agent " + agent + ": " + path + " is open to others than its owner: " + remedy + path));
        }
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
