package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentId;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A store that outlives its managers, as a disk does, and remembers every document that was written to it. */
final class RecordingStore implements CredentialStore, StoreSession {

    final List<AgentDocument> written = Collections.synchronizedList(new ArrayList<>());
    final List<String> locks = Collections.synchronizedList(new ArrayList<>());
    Consumer<AgentDocument> beforeWrite = document -> {};

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
        return memory.read(agent);
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        AgentDocument document = DocumentCodec.decode(content);
        beforeWrite.accept(document);
        Revision revision = memory.write(agent, content, expected);
        written.add(document);
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
