package io.meepa.verification.system.shared;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A session of the file store with the bug of its place. */
final class BuggyFileSession implements StoreSession {

    private final StoreSession files;
    private final FilePlace place;

    private BuggyFileSession(StoreSession files, FilePlace place) {
        this.files = files;
        this.place = place;
    }

    static StoreSession over(StoreSession files, FilePlace place) {
        return new BuggyFileSession(files, place);
    }

    private boolean has(FileBug bug) {
        return place.bug == bug;
    }

    private boolean numbers() {
        return has(FileBug.NUMBERS_REVISIONS) || has(FileBug.NUMBERS_REVISIONS_OF_COPIES);
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        return files.read(agent).map(stored -> new StoredDocument(stored.content(), shown(stored.revision())));
    }

    /** The same number for every document that was written as often. */
    private Revision shown(Revision revision) {
        return numbers() ? new Revision("" + place.numbers.getOrDefault(revision.token(), 0L)) : revision;
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        Revision written = files.write(agent, content, real(agent, expected));
        long number = expected.equals(Revision.ABSENT) || !numbers() ? 1 : Long.parseLong(expected.token()) + 1;
        place.numbers.put(written.token(), number);
        return shown(written);
    }

    /** What the files know a revision by. */
    private Revision real(AgentId agent, Revision expected) {
        if (!numbers() || expected.equals(Revision.ABSENT)) {
            return expected;
        }
        Revision current = files.read(agent).map(StoredDocument::revision).orElse(Revision.ABSENT);
        if (!shown(current).equals(expected)) {
            throw new RevisionConflictException("another number");
        }
        return current;
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected, StoreLock under) {
        return has(FileBug.LOSES_WRITES_UNDER_A_LOCK) ? new Revision("lost") : write(agent, content, expected);
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        files.delete(agent, real(agent, expected));
    }

    @Override
    public void delete(AgentId agent, Revision expected, StoreLock under) {
        if (!has(FileBug.LOSES_DELETIONS_UNDER_A_LOCK)) {
            delete(agent, expected);
        }
    }

    @Override
    public List<AgentId> agents() {
        return files.agents();
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        String of = agent + "/" + name;
        if (has(FileBug.LOST_LOCKS_KEEP_OTHERS_OUT) && place.lastHolders.containsKey(of)) {
            throw new CredentialLockedException("its former holder is remembered");
        }
        StoreLock lock = files.lock(agent, name, maxWait);
        place.lastHolders.put(of, lock);
        return () -> {
            StoreLock ended = has(FileBug.RELEASES_BY_NAME) ? place.lastHolders.getOrDefault(of, lock) : lock;
            ended.close();
            place.lastHolders.remove(of, ended);
        };
    }

    @Override
    public void close() {
        files.close();
    }
}
