package io.meepa.credentials.sops.store;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.sops.disk.Disk;
import io.meepa.credentials.sops.disk.DurableFiles;
import io.meepa.credentials.sops.disk.SafePathChecker;
import io.meepa.credentials.sops.key.KeyFiles;
import io.meepa.credentials.sops.key.KeySource;
import io.meepa.credentials.sops.key.Keyring;
import io.meepa.credentials.sops.sealed.CheckedContent;
import io.meepa.credentials.sops.sealed.DocumentInspection;
import io.meepa.credentials.sops.sealed.RollbackDetector;
import io.meepa.credentials.sops.sealed.SealedDocuments;
import io.meepa.credentials.sops.store.lock.Locks;
import io.meepa.credentials.sops.store.lock.Uninterrupted;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Documents as SOPS files below a home. The secrets in a document that was read are shared by all who read the same
 * version; nobody closes them. Thread-safe.
 */
final class SopsFileSession implements StoreSession {

    /** Names the lock that guards a document while it is written. */
    static final String DOCUMENT_LOCK = "document";

    /** Names the lock that guards the making of key files, one for the whole home. */
    private static final String KEY_LOCK = "keypair";

    private static final AgentId WHOLE_HOME = AgentId.of("home");
    private static final Set<String> OWN_LOCKS = Set.of(DOCUMENT_LOCK, KEY_LOCK);

    private final Duration lockTimeout;
    private final Locks locks;
    private final Keyring keyring;
    private final DocumentFile file;
    private final DocumentReader reader;
    private final DocumentWriter writer;
    private final Inspection inspection;
    private final Flights flights = new Flights();
    private volatile boolean closed;

    SopsFileSession(StoreContext context, Disk disk, DurableFiles files, Locks locks) {
        this.locks = locks;
        Layout layout = new Layout(context.home().toAbsolutePath().normalize(), context.namespace());
        StoreOptions options = StoreOptions.read(context.settings(), layout);
        lockTimeout = options.lockTimeout();
        keyring = new Keyring(options.keyFile()
                .<KeySource>map(place -> new KeyPairFiles(
                        new KeyFiles(layout.home(), place, disk), files, context.clock(), this::keyCreationLock))
                .orElseGet(() -> options.keys().otherKeys().orElseThrow()));
        SafePathChecker checker = new SafePathChecker(disk);
        RollbackDetector rollbacks = new RollbackDetector();
        Deletions deletions = new Deletions(layout, disk, files, rollbacks, context.clock());
        SealedDocuments documents =
                new SealedDocuments(keyring, options.keys().recipients(), rollbacks, context.clock());
        DocumentInspection contents = new DocumentInspection(
                options.section(), keyring, options.keys().recipients());
        file = new DocumentFile(layout, disk, checker, context.clock(), options.remoteAllowed());
        reader = new DocumentReader(file, documents, deletions, contents, context.notices(), context.sleeper());
        writer = new DocumentWriter(file, reader, files, checker, documents, deletions);
        inspection = new Inspection(new FileInspection(layout, disk, options.keyFile()), reader, contents);
    }

    private StoreLock keyCreationLock() {
        return locks.acquire(WHOLE_HOME, KEY_LOCK, lockTimeout);
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        requireOpen();
        return reader.load(agent).map(Snapshot::stored);
    }

    @Override
    public boolean isCurrent(AgentId agent, Revision revision) {
        requireOpen();
        return reader.isCurrent(agent, revision);
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        requireOpen();
        CheckedContent checked = SealedDocuments.check(file.place(agent), content);
        reader.requireNotVanished(agent);
        return locked(agent, () -> {
            Revision written = flights.hasWritten(agent)
                    ? writer.writeFurther(agent, checked, expected)
                    : writer.write(agent, checked, expected);
            flights.wrote(agent);
            return written;
        });
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        requireOpen();
        locked(agent, () -> {
            writer.delete(agent, expected);
            return Revision.ABSENT;
        });
    }

    @Override
    public RekeyReport rekeyPlan(AgentId agent) {
        requireOpen();
        return writer.rekeyPlan(agent);
    }

    @Override
    public RekeyReport rekey(AgentId agent) {
        requireOpen();
        return locked(agent, () -> writer.rekey(agent));
    }

    @Override
    public Optional<byte[]> sealed(AgentId agent) {
        requireOpen();
        return reader.load(agent).map(Snapshot::bytes);
    }

    @Override
    public void createSealed(AgentId agent, byte[] document) {
        requireOpen();
        locked(agent, () -> writer.create(agent, document));
    }

    @Override
    public List<AgentId> agents() {
        requireOpen();
        return reader.withVanished(file.agents());
    }

    @Override
    public List<Finding> inspect(List<AgentId> agents) {
        requireOpen();
        return inspection.of(agents);
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        requireOpen();
        if (OWN_LOCKS.contains(name)) {
            throw new IllegalArgumentException("the lock " + name + " belongs to the store");
        }
        reader.requireNotVanished(agent);
        StoreLock lock = locks.acquire(agent, name, maxWait);
        return name.equals(Flights.LOCK) ? flights.begun(agent, lock) : lock;
    }

    @Override
    public String place(AgentId agent) {
        return file.path(agent).toString();
    }

    @Override
    public void close() {
        closed = true;
        keyring.clear();
        reader.clear();
    }

    /** A thread that was interrupted before may still record what it did; an interrupt while it waits ends the wait. */
    private <T> T locked(AgentId agent, Supplier<T> action) {
        return Uninterrupted.call(() -> {
            StoreLock lock = locks.acquire(agent, DOCUMENT_LOCK, lockTimeout);
            try {
                return action.get();
            } finally {
                lock.close();
            }
        });
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store was closed: open it again");
        }
    }
}
