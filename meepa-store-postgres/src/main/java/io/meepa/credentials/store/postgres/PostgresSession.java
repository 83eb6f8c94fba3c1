package io.meepa.credentials.store.postgres;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.sops.key.Keyring;
import io.meepa.credentials.sops.sealed.CheckedContent;
import io.meepa.credentials.sops.sealed.DocumentInspection;
import io.meepa.credentials.sops.sealed.SealedDocuments;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreNotice;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import io.meepa.credentials.store.postgres.lease.Leases;
import io.meepa.credentials.store.postgres.schema.SchemaCheck;
import io.meepa.credentials.store.postgres.sql.Database;
import io.meepa.credentials.store.postgres.sql.DocumentRows;
import io.meepa.credentials.store.postgres.sql.RowWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Documents in rows of one namespace. The secrets in a document that was read are shared by all who read the same version;
 * nobody closes them. Thread-safe.
 */
final class PostgresSession implements StoreSession {

    private static final int PAGE = 10_000;

    private final PostgresSettings settings;
    private final Keyring keyring;
    private final SchemaCheck schema;
    private final ServerInspection server;
    private final DocumentReader reader;
    private final DocumentWriter writer;
    private final DocumentInspection inspection;
    private final Leases leases;
    private final Runnable closing;
    private volatile boolean closed;

    private PostgresSession(
            StoreContext context, String namespace, PostgresSettings settings, DataSource source, Runnable closing) {
        Database database = new Database(source, context.sleeper(), System::nanoTime);
        Clock clock = context.clock();
        this.settings = settings;
        this.closing = closing;
        keyring = new Keyring(settings.keys());
        inspection = new DocumentInspection(settings.section(), keyring, settings.recipients());
        schema = new SchemaCheck(database, namespace, settings.limits(), settings.create());
        server = new ServerInspection(database, schema, settings, clock);
        reader = new DocumentReader(
                new DocumentRows(database, namespace, settings.limits()),
                inspection,
                context.notices(),
                namespace,
                id -> Epoch.begin(id, keyring, settings.recipients(), clock));
        writer = new DocumentWriter(
                reader,
                new RowWriter(database, namespace, settings.limits(), clock),
                settings.limits().write());
        leases = new Leases(
                database,
                namespace,
                settings.leases(),
                processName(),
                (agent, message) -> context.notices().accept(lost(agent, message)));
    }

    static PostgresSession open(
            StoreContext context, PostgresSettings settings, DataSource source, AutoCloseable pool) {
        return new PostgresSession(context, context.namespace(), settings, source, () -> closeQuietly(pool));
    }

    private static void closeQuietly(AutoCloseable pool) {
        try {
            pool.close();
        } catch (Exception e) {
            // The server ends the connections in its time.
        }
    }

    private static StoreNotice lost(AgentId agent, String message) {
        return new StoreNotice(agent, PostgresFindingCode.LEASE_LOST.code(), "agent " + agent + ": " + message);
    }

    private static String processName() {
        String pid = " " + ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + pid;
        } catch (UnknownHostException e) {
            return "process" + pid;
        }
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        requireReadable();
        return reader.load(agent, settings.limits().read()).map(Snapshot::stored);
    }

    @Override
    public boolean isCurrent(AgentId agent, Revision revision) {
        requireReadable();
        return reader.isCurrent(agent, revision);
    }

    @Override
    public Map<AgentId, Revision> revisions(Collection<AgentId> agents) {
        requireReadable();
        return reader.revisions(agents);
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        requireOpen();
        CheckedContent checked = SealedDocuments.check(reader.place(agent), content);
        requireWritable();
        return writer.write(agent, checked, expected, null);
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected, StoreLock under) {
        PostgresLock lock = lock(agent, under);
        requireOpen();
        CheckedContent checked = SealedDocuments.check(reader.place(agent), content);
        requireWritable();
        Revision written = lock.hasWritten()
                ? writer.writeFurther(agent, checked, expected, lock.fence())
                : writer.write(agent, checked, expected, lock.fence());
        lock.wrote();
        return written;
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        requireWritable();
        writer.delete(agent, expected, null);
    }

    @Override
    public void delete(AgentId agent, Revision expected, StoreLock under) {
        requireWritable();
        writer.delete(agent, expected, lock(agent, under).fence());
    }

    private static PostgresLock lock(AgentId agent, StoreLock under) {
        if (under instanceof PostgresLock lock && lock.isOf(agent)) {
            return lock;
        }
        throw new IllegalArgumentException("the lock is of another store or another agent");
    }

    @Override
    public List<AgentId> agents() {
        List<AgentId> all = new ArrayList<>();
        List<AgentId> page = agents("", PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = agents(page.get(page.size() - 1).value(), PAGE);
        }
        return all;
    }

    @Override
    public List<AgentId> agents(String after, int most) {
        requireReadable();
        return reader.agents(after, most);
    }

    @Override
    public RekeyReport rekeyPlan(AgentId agent) {
        requireReadable();
        return writer.rekeyPlan(agent);
    }

    @Override
    public RekeyReport rekey(AgentId agent) {
        requireWritable();
        return writer.rekey(agent);
    }

    @Override
    public Optional<byte[]> sealed(AgentId agent) {
        requireReadable();
        return reader.sealed(agent, settings.limits().read());
    }

    @Override
    public void createSealed(AgentId agent, byte[] document) {
        requireWritable();
        writer.create(agent, document);
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        requireOpen();
        schema.requireWritable();
        return new PostgresLock(agent, leases.take(agent, name, maxWait));
    }

    @Override
    public List<Finding> inspect(List<AgentId> agents) {
        requireOpen();
        List<Finding> found = new ArrayList<>(server.findings());
        found.addAll(inspection.configuration());
        if (found.stream()
                .noneMatch(finding -> finding.code().equals(PostgresFindingCode.DATABASE_UNAVAILABLE.code()))) {
            agents.forEach(agent -> found.addAll(document(agent)));
        }
        return found;
    }

    private List<Finding> document(AgentId agent) {
        try {
            return reader.load(agent, settings.limits().read())
                    .map(snapshot -> inspection.document(reader.place(agent), snapshot.verified()))
                    .orElse(List.of());
        } catch (CredentialException e) {
            // The next read of the document fails with this very error.
            return List.of();
        }
    }

    @Override
    public void close() {
        closed = true;
        leases.close();
        keyring.clear();
        reader.clear();
        closing.run();
    }

    private void requireReadable() {
        requireOpen();
        schema.requireReadable();
    }

    private void requireWritable() {
        requireOpen();
        schema.requireWritable();
        server.requireReplicated();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store was closed");
        }
    }
}
