package io.meepa.credentials.core.transfer;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentId;
import java.util.List;
import java.util.Optional;

/** Where sealed documents are copied from or to. */
public interface SealedPlace {

    /** Lists a page of the agents that have a document, in the order of their texts. */
    List<AgentId> agents(String after, int most);

    /**
     * Returns an agent's document as it is, or empty.
     *
     * @throws CredentialException if it cannot be read
     */
    Optional<byte[]> sealed(AgentId agent);

    /**
     * Creates an agent's document, which has none.
     *
     * @throws CredentialException if it cannot be opened here, or cannot be written
     */
    void create(AgentId agent, byte[] document);
}
