package io.meepa.verification.crash;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A negative control: keeps intents and checkpoints in memory and writes outcomes alone, as an engine would that saves
 * what it made and not what it is about to make.
 */
final class ForgetfulStore extends StoreLayer {

    private static final Revision NOT_WRITTEN = new Revision("not written");

    private final Map<AgentId, DocumentNode.Fields> pending = new ConcurrentHashMap<>();

    ForgetfulStore(StoreSession below) {
        super(below);
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        DocumentNode.Fields content = pending.get(agent);
        return content == null ? super.read(agent) : Optional.of(new StoredDocument(content, NOT_WRITTEN));
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        if (hasOperations(content)) {
            pending.put(agent, content);
            return NOT_WRITTEN;
        }
        pending.remove(agent);
        return super.write(
                agent, content, super.read(agent).map(StoredDocument::revision).orElse(Revision.ABSENT));
    }

    private static boolean hasOperations(DocumentNode.Fields content) {
        return content.members().get("operations") instanceof DocumentNode.Elements operations
                && !operations.elements().isEmpty();
    }
}
