package io.meepa.credentials.sops.store;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.sops.disk.DurableFiles;
import io.meepa.credentials.sops.disk.SafePathChecker;
import io.meepa.credentials.sops.disk.Stamp;
import io.meepa.credentials.sops.sealed.CheckedContent;
import io.meepa.credentials.sops.sealed.SealedBytes;
import io.meepa.credentials.sops.sealed.SealedDocuments;
import io.meepa.credentials.sops.sealed.VerifiedDocument;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes and deletes documents. The caller holds the agent's document lock. */
final class DocumentWriter {

    private final Layout layout;
    private final DocumentFile file;
    private final DocumentReader reader;
    private final DurableFiles files;
    private final SafePathChecker checker;
    private final SealedDocuments documents;
    private final Deletions deletions;

    /** What identifies the folder of all agents that is known to survive a power cut. */
    private volatile List<Object> durableAgents = List.of();

    DocumentWriter(
            DocumentFile file,
            DocumentReader reader,
            DurableFiles files,
            SafePathChecker checker,
            SealedDocuments documents,
            Deletions deletions) {
        this.layout = file.layout();
        this.file = file;
        this.reader = reader;
        this.files = files;
        this.checker = checker;
        this.documents = documents;
        this.deletions = deletions;
    }

    Revision write(AgentId agent, CheckedContent content, Revision expected) {
        Optional<Snapshot> current = current(agent, expected);
        List<Object> folders = prepareFolder(agent, current.isEmpty());
        SealedBytes sealed = documents.seal(file.place(agent), content, current.map(Snapshot::verified));
        Revision written = replace(agent, sealed, current, folders);
        if (current.isEmpty()) {
            deletions.remove(agent);
        }
        return written;
    }

    /** Writes again within a run that has written before, and that a key that changed in between must not stop. */
    Revision writeFurther(AgentId agent, CheckedContent content, Revision expected) {
        Optional<Snapshot> current = current(agent, expected);
        if (current.isEmpty()) {
            return write(agent, content, expected);
        }
        List<Object> folders = prepareFolder(agent, false);
        SealedBytes sealed =
                documents.sealFurther(file.place(agent), content, current.get().verified());
        return replace(agent, sealed, current, folders);
    }

    /** Writes a document of another place as it is, where there is none. */
    Revision create(AgentId agent, byte[] document) {
        current(agent, Revision.ABSENT);
        SealedBytes sealed = documents.takeOver(file.place(agent), document);
        Revision written = replace(agent, sealed, Optional.empty(), prepareFolder(agent, true));
        deletions.remove(agent);
        return written;
    }

    private Optional<Snapshot> current(AgentId agent, Revision expected) {
        Optional<Snapshot> current = reader.load(agent);
        requireRevision(agent, current.map(Snapshot::revision), expected);
        return current;
    }

    /** Reports what a new data key would change. The caller needs no lock. */
    RekeyReport rekeyPlan(AgentId agent) {
        return documents.rekeyPlan(file.place(agent), present(agent).verified());
    }

    /** Writes the same content under a new data key for the recipients of the configuration. */
    RekeyReport rekey(AgentId agent) {
        Snapshot current = present(agent);
        SealedDocuments.Rekeyed rekeyed = documents.rekey(file.place(agent), current.verified());
        List<Object> folders = prepareFolder(agent, false);
        replace(agent, rekeyed.bytes(), Optional.of(current), folders);
        return rekeyed.report();
    }

    private Snapshot present(AgentId agent) {
        return reader.load(agent)
                .orElseThrow(() ->
                        new StoreException(file.place(agent) + " is not there yet: its first write makes a data key"));
    }

    private Revision replace(AgentId agent, SealedBytes sealed, Optional<Snapshot> current, List<Object> folders) {
        byte[] bytes = sealed.bytes();
        files.replace(file.path(agent), bytes, () -> requireUntouched(agent, folders, current.map(Snapshot::stamp)));
        VerifiedDocument verified = sealed.document();
        CachedVersion written = CachedVersion.written(FileContent.revisionOf(bytes), verified);
        reader.publish(agent, Snapshot.of(written, bytes, verified));
        return written.revision();
    }

    void delete(AgentId agent, Revision expected) {
        List<Object> folders = checker.folders(layout.home(), layout.folder(agent));
        Optional<FileContent> content = file.read(agent);
        requireRevision(agent, content.map(FileContent::revision), expected);
        if (content.isPresent()) {
            deletions.put(agent);
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
        Path folder = layout.folder(agent);
        List<Object> folders = checker.folders(layout.home(), folder);
        boolean made = folders.size() < Layout.DEPTH && files.createFolder(folder);
        if (!made) {
            files.sweep(folder);
        }
        if (first) {
            file.requireOwnMachine();
            forceParents(made);
        }
        return folders.size() < Layout.DEPTH ? checker.folders(layout.home(), folder) : folders;
    }

    /** A process that died may have made folders without forcing their parents; one that was made here is forced. */
    private void forceParents(boolean made) {
        if (!made) {
            files.force(layout.agents());
        }
        List<Object> agents = checker.folders(layout.home(), layout.agents());
        if (!agents.equals(durableAgents)) {
            files.force(layout.home());
            durableAgents = agents;
        }
    }

    /** A lock that was lost, or another tool: what is there now would be overwritten unseen. */
    private void requireUntouched(AgentId agent, List<Object> folders, Optional<Stamp> stamp) {
        if (!checker.folders(layout.home(), layout.folder(agent)).equals(folders)) {
            throw new StoreException("agent " + agent + ": a folder on the way to " + file.path(agent)
                    + " was replaced while it was written: nothing was changed; find out who did that");
        }
        if (!file.stamp(agent).equals(stamp)) {
            throw conflict(agent);
        }
    }

    private RevisionConflictException conflict(AgentId agent) {
        return new RevisionConflictException(
                file.place(agent) + " was changed by somebody else: read it again and repeat the change");
    }
}
