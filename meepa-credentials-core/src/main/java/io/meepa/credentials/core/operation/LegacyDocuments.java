package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.document.StoreHeader;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.StoreSession;

/** Migrates what a gateway kept of an agent before there was an encrypted document. */
public interface LegacyDocuments {

    /** Migrates it, if there is any. Called before the first access; called again if it failed. */
    void settle(AgentId agent, StoreSession store, StoreHeader header);
}
