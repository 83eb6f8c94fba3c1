package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.DoctorReport.Finding;
import io.meepa.credentials.KeyUnavailableException;
import io.meepa.credentials.core.builtin.MemoryStore;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.DocumentCodec;
import io.meepa.credentials.spi.CredentialStore;
import io.meepa.credentials.spi.DocumentNode;
import io.meepa.credentials.spi.Revision;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.StoreContext;
import io.meepa.credentials.spi.StoreLock;
import io.meepa.credentials.spi.StoreSession;
import io.meepa.credentials.spi.StoredDocument;
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

/** A store that outlives its managers, as a disk does, and remembers every document that was written to it. */
final class RecordingStore implements CredentialStore, StoreSession {

    final List<AgentDocument> written = Collections.synchronizedList(new ArrayList<>());
    final List<String> locks = Collections.synchronizedList(new ArrayList<>());
    final Set<String> unreadable = new HashSet<>();
    Consumer<AgentDocument> beforeWrite = document -> {};
    Consumer<AgentDocument> afterWrite = document -> {};
    Function<List<AgentId>, List<Finding>> inspection = agents -> List.of();

    private final StoreSession memory = new MemoryStore()
            .open(new StoreContext(
                    Settings.of("", Map.of(), new Settings.Surroundings(path -> "", name -> null)),
                    Path.of("nowhere"),
                    Clock.systemUTC(),
                    duration -> {},
                    notice -> {}));

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
        AgentDocument document = DocumentCodec.decode(content);
        beforeWrite.accept(document);
        Revision revision = memory.write(agent, content, expected);
        written.add(document);
        afterWrite.accept(document);
        return revision;
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        memory.delete(agent, expected);
    }

    @Override
    public List<AgentId> agents() {
        return memory.agents();
    }

    @Override
    public List<Finding> inspect(List<AgentId> agents) {
        return inspection.apply(agents);
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration patience) {
        StoreLock lock = memory.lock(agent, name, patience);
        locks.add(agent + "/" + name);
        return lock;
    }

    @Override
    public void close() {
        // What is stored stays, for the next manager.
    }
}
