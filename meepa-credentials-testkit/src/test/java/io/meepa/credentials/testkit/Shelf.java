package io.meepa.credentials.testkit;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.spi.StoredDocument;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Exchanger;

/** What sessions share. Guarded by itself. */
final class Shelf {

    final Map<AgentId, StoredDocument> documents = new LinkedHashMap<>();
    final Set<String> locks = new HashSet<>();
    final Exchanger<String> meeting = new Exchanger<>();
    int revisions;
}
