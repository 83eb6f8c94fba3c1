package io.meepa.credentials.core.manager;

import io.meepa.credentials.core.builtin.MemoryStore;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.DocumentCodec;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store that outlives its managers, as a disk does, and remembers every document that was written to it. */
final class RecordingStore implements CredentialStore, StoreSession {

    final List<AgentDocument> written = Collections.synchronizedList(new ArrayList<>());
    final List<String> locks = Collections.synchronizedList(new ArrayList<>());
    final Set<String> unreadable = new HashSet<>();
    Consumer<AgentDocument> beforeWrite = document -> {};

    @Nullable
    StoreException unlistable;

    Runnable beforeDelete = () -> {};
    Consumer<AgentDocument> afterWrite = document -> {};
    Function<List<AgentId>, List<Finding>> inspection = agents -> List.of();

    private final StoreSession memory = new MemoryStore()
            .open(StoreContext.of(
                            Settings.of("", Map.of(), new Settings.Surroundings(path -> "", name -> null)),
                            Path.of("nowhere"),
                            Clock.systemUTC())
                    .withSleeper(duration -> {})
                    .withNotices(notice -> {}));

    AgentDocument document(String agent) {
        return DocumentCodec.decode(memory.read(AgentId.of(agent)).orElseThrow().content());
    }

    /** Puts a document there as an earlier manager would have left it. */
    void seed(String agent, AgentDocument document) {
        Revision revision =
                memory.read(AgentId.of(agent)).map(StoredDocument::revision).orElse(Revision.ABSENT);
        memory.write(AgentId.of(agent), DocumentCodec.encode(document), revision);
    }

    /** The store below, which takes any tree. */
    StoreSession raw() {
        return memory;
    }

    /** Stores what no manager would write. */
    void put(AgentId agent, DocumentNode.Fields content) {
        memory.write(agent, content, Revision.ABSENT);
    }

    @Override
    public String id() {
        return "recording";
    }

    @Override
    public StoreSession open(StoreContext context) {
        return this;
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        if (unreadable.contains(agent.value())) {
            throw new KeyUnavailableException("agent " + agent + ": no key opens the document");
        }
        return memory.read(agent);
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        AgentDocument document = DocumentCodec.decode(content, place(agent));
        beforeWrite.accept(document);
        Revision revision = memory.write(agent, content, expected);
        written.add(document);
        afterWrite.accept(document);
        return revision;
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        beforeDelete.run();
        memory.delete(agent, expected);
    }

    @Override
    public String place(AgentId agent) {
        return "shelf of " + agent;
    }

    @Override
    public List<AgentId> agents() {
        if (unlistable != null) {
            throw unlistable;
        }
        return memory.agents();
    }

    @Override
    public List<Finding> inspect(List<AgentId> agents) {
        return inspection.apply(agents);
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        StoreLock lock = memory.lock(agent, name, maxWait);
        locks.add(agent + "/" + name);
        return lock;
    }

    @Override
    public void close() {
        // What is stored stays, for the next manager.
    }
}
