package io.meepa.credentials.testkit.store;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.StoredDocument;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Exchanger;

/** What sessions share. Guarded by itself. */
final class MemoryStoreContents {

    final Map<AgentId, StoredDocument> documents = new LinkedHashMap<>();
    final Set<String> locks = new HashSet<>();
    final Exchanger<String> meeting = new Exchanger<>();
    int revisions;
}
