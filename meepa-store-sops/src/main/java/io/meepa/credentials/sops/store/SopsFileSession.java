package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.DoctorReport.Finding;
import io.meepa.credentials.RekeyReport;
import io.meepa.credentials.sops.SopsNode;
import io.meepa.credentials.sops.store.disk.Disk;
import io.meepa.credentials.sops.store.disk.DurableFiles;
import io.meepa.credentials.sops.store.disk.Guard;
import io.meepa.credentials.sops.store.key.KeyFiles;
import io.meepa.credentials.sops.store.key.KeySource;
import io.meepa.credentials.sops.store.key.Keyring;
import io.meepa.credentials.sops.store.lock.Locks;
import io.meepa.credentials.sops.store.lock.Uninterrupted;
import io.meepa.credentials.sops.store.seal.Memory;
import io.meepa.credentials.sops.store.seal.Seal;
import io.meepa.credentials.spi.DocumentNode;
import io.meepa.credentials.spi.Revision;
import io.meepa.credentials.spi.StoreContext;
import io.meepa.credentials.spi.StoreLock;
import io.meepa.credentials.spi.StoreSession;
import io.meepa.credentials.spi.StoredDocument;
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
    private volatile boolean closed;

    SopsFileSession(StoreContext context, Disk disk, DurableFiles files, Locks locks) {
        this.locks = locks;
        Layout layout = new Layout(context.home().toAbsolutePath().normalize());
        StoreOptions options = StoreOptions.read(context.settings(), layout);
        lockTimeout = options.lockTimeout();
        KeySource keys = options.otherKeys()
                .orElseGet(() -> new KeyFiles(
                        layout.home(),
                        options.keyFile(),
                        disk,
                        files,
                        context.clock(),
                        () -> locks.acquire(WHOLE_HOME, KEY_LOCK, options.lockTimeout())));
        keyring = new Keyring(keys);
        Guard guard = new Guard(disk);
        Memory memory = new Memory();
        file = new DocumentFile(layout, disk, guard, context.clock(), options.remoteAllowed());
        reader = new DocumentReader(
                file, keyring, options.addressees(), memory, new Notices(context.notices()), context.sleeper());
        writer = new DocumentWriter(
                layout, file, reader, files, guard, keyring, options.addressees(), memory, context.clock());
        FileInspection places = new FileInspection(layout, disk, options.keyFiles());
        inspection = new Inspection(places, reader, keyring, options.addressees());
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
        if (content.members().containsKey(Seal.MEMBER)) {
            throw new IllegalArgumentException("the top-level member " + Seal.MEMBER + " belongs to the store");
        }
        SopsNode.Fields tree = TreeForm.toSops(content);
        return locked(agent, () -> writer.write(agent, tree, expected));
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
    public RekeyReport rekey(AgentId agent, boolean dryRun) {
        requireOpen();
        return dryRun ? writer.rekeyPlan(agent) : locked(agent, () -> writer.rekey(agent));
    }

    @Override
    public List<AgentId> agents() {
        requireOpen();
        return file.agents();
    }

    @Override
    public List<Finding> inspect(List<AgentId> agents) {
        requireOpen();
        return inspection.of(agents);
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration patience) {
        requireOpen();
        if (OWN_LOCKS.contains(name)) {
            throw new IllegalArgumentException("the lock " + name + " belongs to the store");
        }
        return locks.acquire(agent, name, patience);
    }

    @Override
    public void close() {
        closed = true;
        keyring.clear();
        reader.clear();
    }

    /** A thread that was interrupted before may still record what it did; an interrupt while it waits is heard. */
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
            throw new IllegalStateException("the store was closed");
        }
    }
}
