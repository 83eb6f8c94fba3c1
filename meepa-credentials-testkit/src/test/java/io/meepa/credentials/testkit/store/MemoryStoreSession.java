package io.meepa.credentials.testkit.store;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Fields;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.DocumentNode.Text;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Works on a shelf. */
final class MemoryStoreSession implements StoreSession {

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final MemoryStoreContents shelf;
    private final StoreContext context;
    private final MemoryStoreBug bug;
    private final Map<AgentId, StoredDocument> remembered = new HashMap<>();
    private boolean closed;

    MemoryStoreSession(MemoryStoreContents shelf, StoreContext context, MemoryStoreBug bug) {
        this.shelf = shelf;
        this.context = context;
        this.bug = bug;
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        synchronized (shelf) {
            StoredDocument stored = shelf.documents.get(agent);
            if (bug == MemoryStoreBug.SHOWS_OLD && stored != null) {
                return Optional.of(remembered.computeIfAbsent(agent, same -> stored));
            }
            return Optional.ofNullable(stored);
        }
    }

    @Override
    public boolean isCurrent(AgentId agent, Revision revision) {
        return bug == MemoryStoreBug.TAKES_EVERY_REVISION_FOR_CURRENT || StoreSession.super.isCurrent(agent, revision);
    }

    @Override
    public Revision write(AgentId agent, Fields content, Revision expected) {
        if (bug == MemoryStoreBug.CHECKS_THEN_ACTS) {
            requireExpected(agent, expected);
            meetAnother();
            return put(agent, content);
        }
        synchronized (shelf) {
            requireExpected(agent, expected);
            return put(agent, content);
        }
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        synchronized (shelf) {
            requireExpected(agent, expected);
            if (bug != MemoryStoreBug.KEEPS_DELETED) {
                shelf.documents.remove(agent);
            }
        }
    }

    @Override
    public List<AgentId> agents() {
        synchronized (shelf) {
            List<AgentId> agents = List.copyOf(shelf.documents.keySet());
            return bug == MemoryStoreBug.LISTS_UNSORTED
                    ? agents
                    : agents.stream().sorted().toList();
        }
    }

    /** Has no data key, and says so, unless a bug pretends. */
    @Override
    public RekeyReport rekeyPlan(AgentId agent) {
        synchronized (shelf) {
            StoredDocument stored = shelf.documents.get(agent);
            if (stored == null || !pretendsToRekey()) {
                return StoreSession.super.rekeyPlan(agent);
            }
            if (bug == MemoryStoreBug.REKEYS_WHEN_ASKED_WHETHER) {
                put(agent, stored.content());
            }
            return new RekeyReport(agent, false, List.of(), List.of(), List.of(), List.of());
        }
    }

    @Override
    public RekeyReport rekey(AgentId agent) {
        synchronized (shelf) {
            StoredDocument stored = shelf.documents.get(agent);
            if (stored == null || !pretendsToRekey()) {
                return StoreSession.super.rekey(agent);
            }
            boolean keeps = bug == MemoryStoreBug.REKEYS_WHEN_ASKED_WHETHER;
            put(agent, keeps ? stored.content() : new Fields(Map.of()));
            return new RekeyReport(agent, true, List.of(), List.of(), List.of(), List.of());
        }
    }

    private boolean pretendsToRekey() {
        return bug == MemoryStoreBug.LOSES_CONTENT_WITH_ITS_KEY || bug == MemoryStoreBug.REKEYS_WHEN_ASKED_WHETHER;
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        String lock = bug == MemoryStoreBug.ONE_LOCK_FOR_ALL ? "lock" : agent + "/" + name;
        Instant deadline = context.clock().instant().plus(maxWait);
        while (!taken(lock)) {
            if (!context.clock().instant().isBefore(deadline)) {
                throw new CredentialLockedException(lock + " is held");
            }
            pause();
        }
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> release(lock, open);
    }

    @Override
    public void close() {
        if (closed && bug == MemoryStoreBug.CLOSES_ONCE) {
            throw new IllegalStateException("already closed");
        }
        closed = true;
    }

    void writeFile(String content) {
        try {
            Files.writeString(context.home().resolve("shelf.json"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireExpected(AgentId agent, Revision expected) {
        synchronized (shelf) {
            Revision current = Optional.ofNullable(shelf.documents.get(agent))
                    .map(StoredDocument::revision)
                    .orElse(Revision.ABSENT);
            if (!current.equals(expected) && bug != MemoryStoreBug.LAST_WRITER_WINS) {
                throw new RevisionConflictException(agent + ": another writer was first");
            }
        }
    }

    private Revision put(AgentId agent, Fields content) {
        synchronized (shelf) {
            Revision revision = new Revision("r" + shelf.revisions++);
            shelf.documents.put(agent, new StoredDocument((Fields) kept(content), revision));
            if (bug == MemoryStoreBug.WRITES_CLEAR) {
                writeFile(clear(content));
            }
            return revision;
        }
    }

    private DocumentNode kept(DocumentNode node) {
        if (node instanceof Fields fields) {
            Map<String, DocumentNode> members =
                    bug == MemoryStoreBug.SORTS_MEMBERS ? new TreeMap<>() : new LinkedHashMap<>();
            fields.members().forEach((name, member) -> members.put(name, kept(member)));
            return new Fields(members);
        }
        if (node instanceof Elements elements) {
            return new Elements(elements.elements().stream().map(this::kept).toList());
        }
        if (node instanceof Hidden hidden && bug == MemoryStoreBug.UNHIDES) {
            return new Text(hidden.value().reveal());
        }
        return node;
    }

    private static String clear(DocumentNode node) {
        if (node instanceof Fields fields) {
            return String.join(
                    ",",
                    fields.members().values().stream()
                            .map(MemoryStoreSession::clear)
                            .toList());
        }
        if (node instanceof Elements elements) {
            return String.join(
                    ",",
                    elements.elements().stream().map(MemoryStoreSession::clear).toList());
        }
        return node instanceof Hidden hidden ? hidden.value().reveal() : String.valueOf(node);
    }

    /** With the bug, two threads pass the check before either acts: the meeting makes sure that they do. */
    private void meetAnother() {
        try {
            shelf.meeting.exchange("", 50, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return; // There is no other holder.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean taken(String lock) {
        synchronized (shelf) {
            return shelf.locks.add(lock) || bug == MemoryStoreBug.SHARES_LOCKS;
        }
    }

    private void release(String lock, AtomicBoolean open) {
        synchronized (shelf) {
            if (open.getAndSet(false)) {
                shelf.locks.remove(lock);
            }
        }
    }

    private void pause() {
        try {
            context.sleeper().sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialLockedException("interrupted while waiting");
        }
    }
}
