package io.meepa.credentials.testkit;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.CredentialLockedException;
import io.meepa.credentials.RekeyReport;
import io.meepa.credentials.RevisionConflictException;
import io.meepa.credentials.spi.DocumentNode;
import io.meepa.credentials.spi.DocumentNode.Elements;
import io.meepa.credentials.spi.DocumentNode.Fields;
import io.meepa.credentials.spi.DocumentNode.Hidden;
import io.meepa.credentials.spi.DocumentNode.Text;
import io.meepa.credentials.spi.Revision;
import io.meepa.credentials.spi.StoreContext;
import io.meepa.credentials.spi.StoreLock;
import io.meepa.credentials.spi.StoreSession;
import io.meepa.credentials.spi.StoredDocument;
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
final class ShelfSession implements StoreSession {

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Shelf shelf;
    private final StoreContext context;
    private final ShelfBug bug;
    private final Map<AgentId, StoredDocument> remembered = new HashMap<>();
    private boolean closed;

    ShelfSession(Shelf shelf, StoreContext context, ShelfBug bug) {
        this.shelf = shelf;
        this.context = context;
        this.bug = bug;
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        synchronized (shelf) {
            StoredDocument stored = shelf.documents.get(agent);
            if (bug == ShelfBug.SHOWS_OLD && stored != null) {
                return Optional.of(remembered.computeIfAbsent(agent, same -> stored));
            }
            return Optional.ofNullable(stored);
        }
    }

    @Override
    public boolean isCurrent(AgentId agent, Revision revision) {
        return bug == ShelfBug.TAKES_EVERY_REVISION_FOR_CURRENT || StoreSession.super.isCurrent(agent, revision);
    }

    @Override
    public Revision write(AgentId agent, Fields content, Revision expected) {
        if (bug == ShelfBug.CHECKS_THEN_ACTS) {
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
            if (bug != ShelfBug.KEEPS_DELETED) {
                shelf.documents.remove(agent);
            }
        }
    }

    @Override
    public List<AgentId> agents() {
        synchronized (shelf) {
            List<AgentId> agents = List.copyOf(shelf.documents.keySet());
            return bug == ShelfBug.LISTS_UNSORTED
                    ? agents
                    : agents.stream().sorted().toList();
        }
    }

    /** Has no data key, and says so, unless a bug pretends. */
    @Override
    public RekeyReport rekey(AgentId agent, boolean dryRun) {
        synchronized (shelf) {
            StoredDocument stored = shelf.documents.get(agent);
            boolean pretends = bug == ShelfBug.LOSES_CONTENT_WITH_ITS_KEY || bug == ShelfBug.REKEYS_WHEN_ASKED_WHETHER;
            if (stored == null || !pretends) {
                return StoreSession.super.rekey(agent, dryRun);
            }
            if (bug == ShelfBug.REKEYS_WHEN_ASKED_WHETHER) {
                put(agent, stored.content());
            } else if (!dryRun) {
                put(agent, new Fields(Map.of()));
            }
            return new RekeyReport(agent, !dryRun, List.of(), List.of(), List.of(), List.of());
        }
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration patience) {
        String lock = bug == ShelfBug.ONE_LOCK_FOR_ALL ? "lock" : agent + "/" + name;
        Instant deadline = context.clock().instant().plus(patience);
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
        if (closed && bug == ShelfBug.CLOSES_ONCE) {
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
            if (!current.equals(expected) && bug != ShelfBug.LAST_WRITER_WINS) {
                throw new RevisionConflictException(agent + ": somebody else wrote first");
            }
        }
    }

    private Revision put(AgentId agent, Fields content) {
        synchronized (shelf) {
            Revision revision = new Revision("r" + shelf.revisions++);
            shelf.documents.put(agent, new StoredDocument((Fields) kept(content), revision));
            if (bug == ShelfBug.WRITES_CLEAR) {
                writeFile(clear(content));
            }
            return revision;
        }
    }

    private DocumentNode kept(DocumentNode node) {
        if (node instanceof Fields fields) {
            Map<String, DocumentNode> members = bug == ShelfBug.SORTS_MEMBERS ? new TreeMap<>() : new LinkedHashMap<>();
            fields.members().forEach((name, member) -> members.put(name, kept(member)));
            return new Fields(members);
        }
        if (node instanceof Elements elements) {
            return new Elements(elements.elements().stream().map(this::kept).toList());
        }
        if (node instanceof Hidden hidden && bug == ShelfBug.UNHIDES) {
            return new Text(hidden.value().reveal());
        }
        return node;
    }

    private static String clear(DocumentNode node) {
        if (node instanceof Fields fields) {
            return String.join(
                    ",",
                    fields.members().values().stream().map(ShelfSession::clear).toList());
        }
        if (node instanceof Elements elements) {
            return String.join(
                    ",", elements.elements().stream().map(ShelfSession::clear).toList());
        }
        return node instanceof Hidden hidden ? hidden.value().reveal() : String.valueOf(node);
    }

    /** With the bug, two threads pass the check before either acts: the meeting makes sure that they do. */
    private void meetAnother() {
        try {
            shelf.meeting.exchange("", 50, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return; // Nobody else is here.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean taken(String lock) {
        synchronized (shelf) {
            return shelf.locks.add(lock) || bug == ShelfBug.SHARES_LOCKS;
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
